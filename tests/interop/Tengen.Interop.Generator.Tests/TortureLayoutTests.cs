// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Torture;

namespace Tengen.Interop.Generator.Tests;

/// <summary>The generated structs against the C compiler and a library it makes.</summary>
public sealed unsafe class TortureLayoutTests
{
    private static readonly Type[] s_structs =
    [
        typeof(tt_plain), typeof(tt_variant), typeof(tt_overlay), typeof(tt_bits), typeof(tt_packed), typeof(tt_aligned), typeof(tt_flexible), typeof(tt_foreign),
    ];

    [Fact]
    public void Sizes_and_offsets_are_those_of_the_c_compiler()
    {
        var expected = new List<string>();
        var source = new StringBuilder("#include <stdio.h>\n#include \"torture.h\"\nint main(void) {\n");
        foreach (var type in s_structs)
        {
            expected.Add($"{type.Name} {Measure.Size(type)}");
            source.Append(CultureInfo.InvariantCulture, $"printf(\"{type.Name} %zu\\n\", sizeof({type.Name}));\n");
            foreach (var field in Measure.Fields(type))
            {
                var member = field.Name == "anonymous0" ? "bytes" : field.Name;
                expected.Add($"{type.Name}.{member} {Measure.Offset(field)}");
                source.Append(CultureInfo.InvariantCulture, $"printf(\"{type.Name}.{member} %zu\\n\", offsetof({type.Name}, {member}));\n");
            }
        }

        expected.Add($"low {Measure.Offset(typeof(tt_variant_anonymous0_anonymous0).GetField("high")!)} named {Measure.Size(typeof(tt_variant_named))}");
        source.Append("printf(\"low %zu named %zu\\n\", offsetof(tt_variant, high) - offsetof(tt_variant, low), sizeof(((tt_variant*)0)->named[0]));\n");
        var directory = CCompiler.Compile(source.Append("return 0; }\n").ToString(), "-I", Headers, "-o", "test");
        var (code, output) = CCompiler.Run(Path.Combine(directory, "test"), directory, []);
        Directory.Delete(directory, recursive: true);
        Assert.Equal(0, code);
        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Bit_fields_read_and_write_the_bits_of_the_c_compiler()
    {
        const string source = """
            #include "torture.h"
            void fill(tt_bits* b) { b->lead = 200; b->one = 1; b->nine = 0x155; b->signed_five = -13; b->short_three = 5; b->long_forty = -(1ll << 39); b->tail = 77; }
            int check(const tt_bits* b) { return b->lead == 9 && b->one == 1 && b->nine == 511 && b->signed_five == -16 && b->short_three == 7 && b->long_forty == (1ll << 39) - 1 && b->tail == 255; }
            """;
        var directory = CCompiler.Compile(source, "-shared", "-fPIC", "-I", Headers, "-o", "bits.so");
        var library = NativeLibrary.Load(Path.Combine(directory, "bits.so"));
        Directory.Delete(directory, recursive: true);
        tt_bits bits;
        ((delegate* unmanaged[Cdecl]<tt_bits*, void>)NativeLibrary.GetExport(library, "fill"))(&bits);
        Assert.Equal((200, 1u, 0x155u, -13, 5, -(1L << 39), 77), (bits.lead, bits.one, bits.nine, bits.signed_five, bits.short_three, bits.long_forty, bits.tail));
        bits = new tt_bits { lead = 9, one = 1, nine = 511, signed_five = -16, short_three = 7, long_forty = (1L << 39) - 1, tail = 255 };
        Assert.Equal(1, ((delegate* unmanaged[Cdecl]<tt_bits*, int>)NativeLibrary.GetExport(library, "check"))(&bits));
    }

    [Fact]
    public void Constants_have_the_values_of_the_header()
    {
        Assert.Equal((3, -257, ulong.MaxValue, 0x80000000u, 0.5, 1.5f), (Tt.TT_SMALL, Tt.TT_NEGATIVE, Tt.TT_WIDE, Tt.TT_UNSIGNED, Tt.TT_REAL, Tt.TT_SINGLE));
        Assert.Equal("quote \" back\\slash \t tab é"u8, Tt.TT_TEXT);
        Assert.Equal((uint)(8 + (2 * sizeof(void*))), Tt.TT_POINTERS);
        Assert.Equal((float.PositiveInfinity, double.NaN), (Tt.TT_INFINITE, Tt.TT_NAN));
        Assert.Equal(["TT_INFINITE", "TT_LOOSE_MINUS", "TT_LOOSE_ONE", "TT_NAN", "TT_NEGATIVE", "TT_REAL", "TT_SINGLE", "TT_SMALL", "TT_UNSIGNED", "TT_WIDE"],
            typeof(Tt).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name).Order(StringComparer.Ordinal));
    }

    private static string Headers => Repository.PathOf("tests/interop/Tengen.Interop.Generator.Tests/headers");
}
