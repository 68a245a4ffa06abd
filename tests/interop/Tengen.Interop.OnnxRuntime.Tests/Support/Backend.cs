// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Tests;

/// <summary>A plugin and the options of the provider that name it.</summary>
internal static class Backend
{
    /// <summary>tiny without and with threads of its own, and cpu.</summary>
    public static TheoryData<string> All => ["tiny", "tiny-async", "cpu"];

    public static Dictionary<string, string> Options(string name) => name switch
    {
        "tiny" => Of(Built("tiny")),
        "tiny-async" => Of(Built("tiny"), ("open.mode", "async"), ("open.delay_us", "50")),
        "cpu" => Of(Published.Cpu),
        _ => throw new ArgumentException($"no backend is called {name}"),
    };

    public static Dictionary<string, string> Of(string path, params (string Key, string Value)[] more)
    {
        var options = new Dictionary<string, string> { ["backend"] = path };
        foreach (var (key, value) in more)
            options[key] = value;
        return options;
    }

    /// <summary>A native plugin that the CMake build makes. Skips the test, and says so, when it has not been built.</summary>
    public static string Built(string name)
    {
        var library = Repository.PathOf($"build/plugins/libtengen_{name}.so");
        Assert.SkipUnless(File.Exists(library), $"{library} is not built: cmake -B build && cmake --build build");
        return library;
    }
}
