// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Microsoft.ML.OnnxRuntime;

namespace Tengen.Tests;

/// <summary>ONNX Runtime as published, with the provider registered once per process.</summary>
internal static class Runtime
{
    private static readonly Lazy<OrtEpDevice[]> Devices = new(Register);

    /// <summary>A session on ONNX Runtime's own provider.</summary>
    public static InferenceSession Plain(byte[] model)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        return new InferenceSession(model, options);
    }

    /// <summary>A session that offers every node to the provider first.</summary>
    /// <param name="model">The ONNX file.</param>
    /// <param name="provider">The provider's options.</param>
    /// <param name="strict">Whether a node that the provider does not take fails the session.</param>
    /// <param name="optimise">Whether ONNX Runtime rewrites the graph first.</param>
    /// <param name="profile">The prefix of a profile to write, or null.</param>
    public static InferenceSession With(byte[] model, Dictionary<string, string> provider, bool strict = false, bool optimise = true, string? profile = null)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        options.AppendExecutionProvider(OrtEnv.Instance(), Devices.Value, provider);
        if (strict)
            options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        if (!optimise)
            options.GraphOptimizationLevel = GraphOptimizationLevel.ORT_DISABLE_ALL;
        if (profile is not null)
        {
            options.EnableProfiling = true;
            options.ProfileOutputPathPrefix = profile;
        }
        return new InferenceSession(model, options);
    }

    /// <summary>Runs once; every output in the model's order.</summary>
    public static TensorData[] Run(InferenceSession session, params IReadOnlyList<TensorData> inputs)
    {
        using var options = new RunOptions();
        var values = inputs.Select(input => input.ToValue()).ToList();
        try
        {
            using var outputs = session.Run(options, [.. session.InputMetadata.Keys.Take(values.Count)], values, session.OutputNames);
            return [.. outputs.Select(TensorData.Of)];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    /// <summary>How many kernels each provider ran, from the profile that ends here.</summary>
    public static Dictionary<string, int> Kernels(InferenceSession session)
    {
        var path = session.EndProfiling();
        using var profile = JsonDocument.Parse(File.ReadAllBytes(path));
        File.Delete(path);
        return profile.RootElement.EnumerateArray()
            .Where(e => e.GetProperty("cat").GetString() == "Node" && e.GetProperty("name").GetString()!.EndsWith("_kernel_time", StringComparison.Ordinal))
            .CountBy(e => e.GetProperty("args").GetProperty("provider").GetString()!)
            .ToDictionary(StringComparer.Ordinal);
    }

    private static OrtEpDevice[] Register()
    {
        OrtEnv.Instance().RegisterExecutionProviderLibrary("tengen", Published.Provider);
        return [.. OrtEnv.Instance().GetEpDevices().Where(device => device.EpName == "Tengen")];
    }
}
