// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Tengen.Tests;

/// <summary>The host in C, as a process of its own.</summary>
internal static class CHost
{
    private static readonly Lazy<string> Program = new(Compile);

    /// <summary>What a process left.</summary>
    /// <param name="ExitCode">128 + signal when one ended it.</param>
    internal sealed record Outcome(int ExitCode, string Output, string Errors)
    {
        public float[] Numbers => [.. Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => float.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>The batch that the program feeds.</summary>
    public static TensorData Input => TensorData.Of([.. Enumerable.Range(0, 12).Select(i => i / 8f - 0.5f)], 3, 4);

    /// <summary>Skips the test, and says so, when there is no C compiler.</summary>
    public static async Task<Outcome> Run(byte[] model, string mode, Dictionary<string, string> provider)
    {
        var folder = TestFolder.New("ort");
        var path = Path.Combine(folder, "model.onnx");
        await File.WriteAllBytesAsync(path, model);
        string[] arguments = [Library, Published.Provider, path, mode, .. provider.Select(pair => $"{pair.Key}={pair.Value}")];
        using var process = Process.Start(new ProcessStartInfo(Program.Value, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await Task.WhenAll(output, errors);
        await process.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        return new Outcome(process.ExitCode, await output, await errors);
    }

    private static string Package { get; } =
        typeof(CHost).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "OnnxRuntimePackage").Value!;

    private static string Library { get; } =
        Path.Combine(Package, "runtimes", RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux-arm64" : "linux-x64", "native", "libonnxruntime.so");

    private static string Compile() => Path.Combine(
        CCompiler.Compile(
            Repository.Read("tests/interop/Tengen.Interop.OnnxRuntime.Tests/C/host.c"), "-O1", "-Wextra", "-isystem", Path.Combine(Package, "build/native/include"), "-o", "host"),
        "host");
}
