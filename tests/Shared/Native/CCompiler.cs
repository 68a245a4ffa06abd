// SPDX-License-Identifier: Apache-2.0
using System.ComponentModel;
using System.Diagnostics;

namespace Tengen.Tests;

/// <summary>The machine's C compiler; without one the test is skipped with that reason.</summary>
internal static class CCompiler
{
    /// <summary>Compiles <paramref name="source"/> in a fresh directory and gives that directory, or null and the compiler's words.</summary>
    public static (string? Directory, string Output) TryCompile(string source, params string[] options)
    {
        var directory = TestFolder.New("abi");
        File.WriteAllText(Path.Combine(directory, "test.c"), source);
        var (code, output) = Run("cc", directory, ["-std=c11", "-Wall", "-Werror", "-Wno-unused-function", .. options, "test.c"]);
        return (code == 0 ? directory : null, output);
    }

    public static string Compile(string source, params string[] options)
    {
        var (directory, output) = TryCompile(source, options);
        Assert.True(directory is not null, output);
        return directory!;
    }

    /// <summary>A shared library <c>name.so</c> in a fresh directory, compiled against the ABI's header, which shows only what it exports.</summary>
    public static string Plugin(string name, string source) => Path.Combine(
        Compile(source, "-std=gnu11", "-Wno-unused", "-shared", "-fPIC", "-fvisibility=hidden", "-I", Repository.PathOf("abi/include"), "-o", $"{name}.so"), $"{name}.so");

    public static (int Code, string Output) Run(string program, string directory, IReadOnlyList<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = directory,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception) when (program == "cc")
        {
            Assert.Skip("no C compiler 'cc' on this machine: apt-get install gcc");
            throw;
        }
    }
}
