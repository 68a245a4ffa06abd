// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Tests;

[assembly: AssemblyFixture(typeof(Tengen.Cli.Tests.NativeCpu))]

namespace Tengen.Cli.Tests;

/// <summary>The CPU backend as a NativeAOT library, published once for the tests that share it, when the first of them asks.</summary>
public sealed class NativeCpu : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-aot-").FullName;
    private readonly Lazy<string> _library;

    public NativeCpu() => _library = new Lazy<string>(Publish);

    public string Library => _library.Value;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Publish()
    {
        var publish = new ProcessStartInfo("dotnet",
            ["publish", Repository.PathOf("backends/cpu"), "-c", "Release", "-r", "linux-x64", "-p:TengenNative=true", "-p:RunAnalyzers=false", "-o", _folder, "--artifacts-path", Path.Combine(_folder, "obj"), "-v", "q", "-nologo"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(publish)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        return Path.Combine(_folder, "Tengen.Backends.Cpu.so");
    }
}
