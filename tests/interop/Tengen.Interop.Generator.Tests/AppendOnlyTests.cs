// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Layout;

namespace Tengen.Interop.Generator.Tests;

public sealed class AppendOnlyTests
{
    private const string Old = "typedef struct x_in { int32_t a; int32_t b; } x_in;\n"
        + "typedef struct x_s { uint32_t size; int32_t (*call)(int32_t); uint16_t last; } x_s;\n"
        + "typedef struct x_outer { x_in inner; } x_outer;\nenum { X_ONE = 1, X_TWO = 2 };\n";

    [Theory]
    [InlineData("last;", "last; uint16_t hidden;", "x_s.hidden: added inside the old size", "padding hides it")]
    [InlineData("uint32_t size;", "uint32_t size; uint32_t flags;", "x_s.call: flags stands in its place", "inserted")]
    [InlineData(" uint16_t last;", "", "x_s.last: removed", "removed")]
    [InlineData("(*call)(int32_t)", "(*call)(int64_t)", "x_s.call: type 'int32_t (*)(int32_t)' became 'int32_t (*)(int64_t)'", "signature")]
    [InlineData("uint16_t last", "uint32_t last", "x_s.last: type 'uint16_t' became 'uint32_t'", "widened")]
    [InlineData("int32_t b; }", "int32_t b; int32_t c; }", "x_in: grew, but other structs embed it by value", "embedded")]
    [InlineData("X_TWO = 2", "X_TWO = 3", "X_TWO: int 2 became int 3", "value")]
    [InlineData(", X_TWO = 2", "", "X_TWO: removed", "value removed")]
    [InlineData("typedef struct x_in", "typedef struct __attribute__((aligned(8))) x_in", "x_in: alignment 4 became 8", "alignment")]
    public void A_break_is_named(string from, string to, string message, string why)
    {
        using var scratch = new Scratch("#include <stdint.h>\n" + Old);
        var baseline = Generator.Run(scratch.Configure()).Manifest;
        File.WriteAllText(Path.Combine(scratch.Root, "x.h"), "#include <stdint.h>\n" + Replace(from, to));
        var breaks = AppendOnly.Breaks(baseline, Generator.Run(scratch.Configure()).Manifest);
        Assert.True(breaks.Contains(message), $"{why}: {string.Join(" | ", breaks)}");
    }

    [Theory]
    [InlineData("X_TWO = 2", "X_TWO = 2, X_THREE = 3")]
    [InlineData("enum {", "typedef struct x_new { int32_t a; } x_new;\nenum {")]
    [InlineData("x_outer { x_in inner; }", "x_outer { x_in inner; int32_t more; }")]
    [InlineData("uint32_t size;", "uint32_t size; /* said otherwise */")]
    public void Growth_at_the_end_is_no_break(string from, string to)
    {
        using var scratch = new Scratch("#include <stdint.h>\n" + Old);
        var baseline = Generator.Run(scratch.Configure()).Manifest;
        File.WriteAllText(Path.Combine(scratch.Root, "x.h"), "#include <stdint.h>\n" + Replace(from, to));
        Assert.Empty(AppendOnly.Breaks(baseline, Generator.Run(scratch.Configure()).Manifest));
    }

    [Fact]
    public void A_target_that_is_no_longer_covered_is_a_break()
    {
        using var scratch = new Scratch("#include <stdint.h>\n" + Old);
        var baseline = Generator.Run(scratch.Configure()).Manifest;
        var fewer = Generator.Run(scratch.Configure(", \"targets\": [\"x86_64-linux-gnu\"]")).Manifest;
        Assert.Contains("target powerpc64-linux-gnu: no longer covered", AppendOnly.Breaks(baseline, fewer));
        Assert.Empty(AppendOnly.Breaks(fewer, fewer));
    }

    [Fact]
    public void A_manifest_survives_writing_and_reading()
    {
        using var scratch = new Scratch("#include <stdint.h>\n" + Old + "#define X_TEXT \"a \\\" b < c é\"\n");
        var manifest = Generator.Run(scratch.Configure()).Manifest;
        var text = manifest.Format();
        Assert.Equal(text, LayoutManifest.Parse(text).Format());
        Assert.Equal([64, 32], LayoutManifest.Parse(text).Groups.Select(g => g.Bits));
    }

    private static string Replace(string from, string to)
    {
        var changed = Old.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Old, changed);
        return changed;
    }
}
