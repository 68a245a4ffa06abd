// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Interop.Generator.Tests;

public sealed class SnapshotTests
{
    [Theory]
    [InlineData("interop/generator/configs/tengen.json")]
    [InlineData("tests/interop/Tengen.Interop.Generator.Tests/headers/torture.json")]
    [InlineData("tests/interop/Tengen.Interop.Generator.Tests/headers/library.json")]
    public void Committed_files_are_what_the_generator_writes(string path)
    {
        Assert.SkipUnless(LibclangLibrary.IsAvailable(out var reason), reason);
        var config = GeneratorConfig.Load(Repository.PathOf(path));
        Assert.Null(Drift.Find(config, Generator.Run(config)));
    }

    [Fact]
    public void Output_names_no_absolute_path_and_has_unix_line_ends()
    {
        Assert.SkipUnless(LibclangLibrary.IsAvailable(out var reason), reason);
        var config = GeneratorConfig.Load(Repository.PathOf("tests/interop/Tengen.Interop.Generator.Tests/headers/torture.json"));
        foreach (var (path, text) in Generator.Run(config).Files)
        {
            Assert.False(Path.IsPathRooted(path));
            Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
        }
    }
}
