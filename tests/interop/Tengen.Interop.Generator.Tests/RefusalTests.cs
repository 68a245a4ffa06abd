// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Libclang;

namespace Tengen.Interop.Generator.Tests;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("typedef struct x { long a; } x;", "", "differs from x86_64-linux-gnu: x of 4 bytes aligned to 4 instead of x of 8 bytes aligned to 8")]
    [InlineData("#define X_LONG ((int)sizeof(long))", "", "constant X_LONG is 8 on x86_64-linux-gnu and 4 on x86_64-pc-windows-msvc")]
    [InlineData("typedef struct x { unknown_t a; } x;", "", "unknown type name 'unknown_t'")]
    [InlineData("#include <stdarg.h>\ntypedef struct x { va_list a; } x;", ", \"targets\": [\"x86_64-linux-gnu\"]", "no blittable C# type for record 'struct __va_list_tag', which the configured sources do not declare")]
    [InlineData("#include <windows.h>", "", "'windows.h' file not found")]
    [InlineData("typedef struct x { long double a; } x;", ", \"targets\": [\"x86_64-linux-gnu\"]", "no blittable C# type for type 'long double'")]
    [InlineData("typedef struct __attribute__((packed)) x { char a; int b : 20; int c : 20; } x;", ", \"targets\": [\"x86_64-linux-gnu\"]", "bit-field x.c does not lie in one unit")]
    [InlineData("", ", \"targets\": [\"z80\"]", "unknown target 'z80'")]
    [InlineData("", ", \"targets\": [\"i386-linux-gnu\"]", "at least one 64-bit target")]
    public void What_cannot_be_bound_is_refused_with_the_reason(string header, string more, string reason)
    {
        using var scratch = new Scratch(header + "\n");
        var config = scratch.Configure(more);
        var refusal = Assert.Throws<GeneratorException>(() => Generator.Run(config));
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ \"header\": \"x.h\", \"namespace\": \"X\", \"output\": \"out\", \"constantsClass\": \"C\", \"heeder\": 1 }", "heeder")]
    [InlineData("{ \"header\": \"x.h\" }", "required")]
    [InlineData("{ \"header\": ", "")]
    [InlineData("null", "null")]
    public void A_malformed_configuration_is_refused_by_name(string json, string reason)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, json);
        var refusal = Assert.Throws<GeneratorException>(() => GeneratorConfig.Load(path));
        File.Delete(path);
        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_libclang_is_reported_with_what_was_tried_and_what_to_install()
    {
        var refusal = Assert.Throws<LibclangNotFoundException>(() => LibclangLibrary.Find(["libclang-0.so.1", "/nowhere/libclang.so"]));
        Assert.Contains("libclang-0.so.1, /nowhere/libclang.so", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libclang1-19", refusal.Message, StringComparison.Ordinal);
    }
}
