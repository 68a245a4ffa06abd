// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;

namespace Tengen.Cli.Backends;

/// <summary>Turns what the user wrote after a verb into the absolute path of a plugin.</summary>
internal static class BackendLocator
{
    /// <summary>The name that stands for the oracle's own simulation instead of a plugin.</summary>
    public const string Reference = "reference";

    private static readonly (string Name, string File)[] BuiltIn =
    [
        ("cpu", "plugins/cpu/Tengen.Backends.Cpu.dll"),
        ("opencl", "plugins/opencl/Tengen.Backends.OpenCl.dll"),
        ("tiny", "plugins/libtengen_tiny.so"),
        ("null", "plugins/libtengen_null.so"),
    ];

    /// <summary>Layers that need no path.</summary>
    public static readonly string[] Layers = ["validate", "delay", "pass"];

    /// <summary>Names that need no path, each with the file it stands for when that file is there.</summary>
    public static IEnumerable<(string Name, string? Path)> Known => BuiltIn.Select(entry => (entry.Name, BuiltFiles.Find(entry.File)));

    /// <exception cref="BackendNotFoundException">Neither a known name nor a path to a file.</exception>
    public static string Resolve(string backend)
    {
        if (backend == Reference)
            return Reference;
        foreach (var (name, file) in BuiltIn)
            if (name == backend)
                return BuiltFiles.Find(file) ?? throw new BackendNotFoundException(
                    $"the built-in backend '{name}' has not been built: expected {Path.Combine(AppContext.BaseDirectory, file)}",
                    name is "cpu" or "opencl" ? "build the solution: dotnet build -c Release Backends.sln" : "build the native plugins: cmake -B build && cmake --build build");
        if (!Path.IsPathFullyQualified(backend))
            throw new BackendNotFoundException(
                $"'{backend}' is neither a built-in backend ({string.Join(", ", BuiltIn.Select(entry => entry.Name))}, {Reference}) nor an absolute path",
                File.Exists(backend) ? $"a plugin is named by its absolute path: {Path.GetFullPath(backend)}" : "tengen devices lists what is there");
        if (Directory.Exists(backend))
            throw new BackendNotFoundException($"'{backend}' is a folder, a plugin is a file", "name the library in it");
        return File.Exists(backend) ? backend : throw new BackendNotFoundException($"there is no file '{backend}'", "check the path");
    }

    /// <summary>The absolute path of a layer.</summary>
    /// <exception cref="BackendNotFoundException">Neither a known name nor an absolute path to a file.</exception>
    public static string ResolveLayer(string layer)
    {
        if (Layers.Contains(layer))
            return BuiltFiles.Find($"plugins/libtengen_layer_{layer}.so") ?? throw new BackendNotFoundException(
                $"the layer '{layer}' has not been built", "build the native plugins: cmake -B build && cmake --build build");
        return Path.IsPathFullyQualified(layer) && File.Exists(layer) ? layer : throw new BackendNotFoundException(
            $"'{layer}' is neither a layer ({string.Join(", ", Layers)}) nor the absolute path of a file", "a layer is named, or given by its absolute path");
    }
}
