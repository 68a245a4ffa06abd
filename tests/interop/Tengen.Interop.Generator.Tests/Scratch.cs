// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Interop.Generator.Tests;

/// <summary>A directory with one header and its configuration; removed after the test. Skips the test where there is no libclang.</summary>
internal sealed class Scratch : IDisposable
{
    public Scratch(string header)
    {
        Assert.SkipUnless(LibclangLibrary.IsAvailable(out var reason), reason);
        File.WriteAllText(Path.Combine(Root, "x.h"), header);
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("tengen-generator-").FullName;

    public string ConfigPath => Path.Combine(Root, "x.json");

    /// <summary>Writes a configuration for the header with further members, and loads it.</summary>
    public GeneratorConfig Configure(string more = "")
    {
        File.WriteAllText(ConfigPath, $$"""{ "header": "x.h", "namespace": "X", "output": "out", "layout": "x.layout.json", "constantsClass": "C"{{more}} }""");
        return GeneratorConfig.Load(ConfigPath);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
