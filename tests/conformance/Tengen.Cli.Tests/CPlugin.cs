// SPDX-License-Identifier: Apache-2.0
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>Shared libraries made from a few lines of C, for the ways in which a plugin can be wrong.</summary>
internal static class CPlugin
{
    /// <summary>Compiles <paramref name="body"/> against the header. Skips the test, and says so, when there is no C compiler.</summary>
    public static string Compile(string name, string body) =>
        CCompiler.Plugin(name, "#include <tengen/tengen.h>\n#include <unistd.h>\n#include <stdlib.h>\n" + body);

    /// <summary>A native plugin that the CMake build makes. Skips the test, and says so, when it has not been built.</summary>
    public static string Built(string name)
    {
        var library = Repository.PathOf($"build/plugins/libtengen_{name}.so");
        Assert.SkipUnless(File.Exists(library), $"{library} is not built: cmake -B build && cmake --build build");
        return library;
    }
}
