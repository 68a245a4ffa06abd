// SPDX-License-Identifier: Apache-2.0
using Microsoft.ML.OnnxRuntime;
using Tengen.Tests;

namespace Tengen.Benchmarks.OnnxRuntime;

/// <summary>A session whose input and output are bound once, so that a run is a run and nothing else.</summary>
internal sealed class BoundSession : IDisposable
{
    private static readonly Lazy<OrtEpDevice[]> Devices = new(Register);
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _input;
    private readonly OrtValue _output;

    /// <param name="model">The ONNX file: one input and one output of float32 with fixed dims.</param>
    /// <param name="threads">Intra-op threads of ONNX Runtime; 0 = its default.</param>
    /// <param name="provider">Options of the Tengen provider, which then takes the whole graph or fails; null for ONNX Runtime's own.</param>
    public BoundSession(byte[] model, int threads, Dictionary<string, string>? provider = null)
    {
        using var options = new SessionOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, IntraOpNumThreads = threads };
        if (provider is not null)
        {
            options.AppendExecutionProvider(OrtEnv.Instance(), Devices.Value, provider);
            options.AddSessionConfigEntry("session.disable_cpu_ep_fallback", "1");
        }
        _session = new InferenceSession(model, options);
        _binding = _session.CreateIoBinding();
        var ((input, reads), (output, makes)) = (_session.InputMetadata.Single(), _session.OutputMetadata.Single());
        _input = Random(reads.Dimensions);
        _output = Random(makes.Dimensions);
        _binding.BindInput(input, _input);
        _binding.BindOutput(output, _output);
        Run();
    }

    /// <summary>The cpu backend as NativeAOT makes it for this machine: ONNX Runtime chooses its kernels by the machine too.</summary>
    /// <param name="threads">Its threads; 0 = its default.</param>
    public static Dictionary<string, string> Cpu(int threads)
    {
        var options = new Dictionary<string, string> { ["backend"] = Published.CpuOfThisMachine };
        if (threads > 0)
            options["open.threads"] = $"{threads}";
        return options;
    }

    /// <summary>The C backend tiny.</summary>
    public static Dictionary<string, string> Tiny => new() { ["backend"] = Repository.PathOf("build/plugins/libtengen_tiny.so") };

    public void Run() => _session.RunWithBinding(_options, _binding);

    public void Dispose()
    {
        _binding.Dispose();
        _input.Dispose();
        _output.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private static OrtValue Random(int[] dims) => TensorData.Random(1, [.. dims.Select(dim => (long)dim)]).ToValue();

    private static OrtEpDevice[] Register()
    {
        OrtEnv.Instance().RegisterExecutionProviderLibrary("tengen", Published.Provider);
        return [.. OrtEnv.Instance().GetEpDevices().Where(device => device.EpName == "Tengen")];
    }
}
