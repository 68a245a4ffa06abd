// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;
using Tengen.Tests;

namespace Tengen.Host.Tests;

/// <summary>The C backends of the native build; a test that needs one is skipped, saying how to build it, when it is not there.</summary>
internal static class Plugins
{
    public static PluginLibrary Tiny => Built("libtengen_tiny.so");

    public static PluginLibrary Null => Built("libtengen_null.so");

    /// <summary>The path of a layer of the native build.</summary>
    public static string Layer(string name) => BuiltPath($"libtengen_layer_{name}.so");

    /// <summary>The path of a plugin built against the header of a simulated next minor.</summary>
    public static string Skew(string file) => BuiltPath($"skew/{file}");

    private static PluginLibrary Built(string file) => PluginLibrary.Load(BuiltPath(file));

    private static string BuiltPath(string file)
    {
        var path = Repository.PathOf($"build/plugins/{file}");
        if (!File.Exists(path))
            Assert.Skip($"{path} is not built: cmake -S . -B build && cmake --build build");
        return path;
    }
}
