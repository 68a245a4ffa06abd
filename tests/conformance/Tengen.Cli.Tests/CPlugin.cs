// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Shared libraries made from a few lines of C, for the ways in which a plugin can be wrong.</summary>
internal static class CPlugin
{
    /// <summary>Compiles <paramref name="body"/> against the header. Skips the test, and says so, when there is no C compiler.</summary>
    public static string Compile(string name, string body)
    {
        var folder = TestFolder.New("plugin");
        var source = Path.Combine(folder, name + ".c");
        var library = Path.Combine(folder, name + ".so");
        File.WriteAllText(source, "#include <tengen/tengen.h>\n#include <unistd.h>\n#include <stdlib.h>\n" + body);
        try
        {
            using var compiler = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-fvisibility=hidden", "-I", Repository.PathOf("abi/include"), source, "-o", library])
            {
                RedirectStandardError = true,
            })!;
            var errors = compiler.StandardError.ReadToEnd();
            compiler.WaitForExit();
            Assert.True(compiler.ExitCode == 0, errors);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("gcc is not installed: plugins of C cannot be built");
        }
        return library;
    }

    /// <summary>A native plugin that the CMake build makes. Skips the test, and says so, when it has not been built.</summary>
    public static string Built(string name)
    {
        var library = Repository.PathOf($"build/plugins/libtengen_{name}.so");
        Assert.SkipUnless(File.Exists(library), $"{library} is not built: cmake -B build && cmake --build build");
        return library;
    }
}
