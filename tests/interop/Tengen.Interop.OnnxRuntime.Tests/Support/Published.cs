// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Tengen.Tests;

/// <summary>
/// The libraries that the tests load, as NativeAOT makes them. Kept in the temporary folder under the hash of all sources they are made from, so
/// that an unchanged tree publishes once per machine.
/// </summary>
internal static class Published
{
    private static readonly string[] Shared = ["abi/Tengen.", "Directory.", "global.json"];
    private static readonly Lazy<string> ProviderLibrary = new(() => Publish("interop/onnxruntime", "Tengen.Interop.OnnxRuntime.so", "", "kernels-reference/"));
    private static readonly Lazy<string> CpuLibrary = new(() => Publish("backends/cpu", "Tengen.Backends.Cpu.so", ""));
    private static readonly Lazy<string> NativeCpuLibrary = new(() => Publish("backends/cpu", "Tengen.Backends.Cpu.so", "native"));

    /// <summary>The execution provider.</summary>
    public static string Provider => ProviderLibrary.Value;

    /// <summary>The cpu backend.</summary>
    public static string Cpu => CpuLibrary.Value;

    /// <summary>The cpu backend made for all instructions of this machine, which the portable one leaves unused above x86-64-v3.</summary>
    public static string CpuOfThisMachine => NativeCpuLibrary.Value;

    private static string Publish(string project, string library, string instructions, params string[] alsoFrom)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"tengen-aot-{Hash([project + "/", .. Shared, .. alsoFrom])}{instructions}");
        if (Directory.Exists(folder))
            return Path.Combine(folder, library);
        var partial = Directory.CreateDirectory($"{folder}.{Environment.ProcessId}").FullName;
        string[] arguments = ["publish", Repository.PathOf(project), "-c", "Release", "-r", "linux-x64", "-p:TengenNative=true", "-o", partial, "--artifacts-path", Path.Combine(partial, "obj"), "-v", "q", "-nologo", .. instructions.Length > 0 ? (string[])[$"-p:IlcInstructionSet={instructions}"] : []];
        using var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || !File.Exists(Path.Combine(partial, library)))
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} made no {library}: {output}");
        Directory.Delete(Path.Combine(partial, "obj"), recursive: true);
        try
        {
            Directory.Move(partial, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            Directory.Delete(partial, recursive: true);
        }
        return Path.Combine(folder, library);
    }

    private static string Hash(string[] prefixes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Repository.Files.Where(file => prefixes.Any(prefix => file.StartsWith(prefix, StringComparison.Ordinal))))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(Repository.PathOf(file)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
