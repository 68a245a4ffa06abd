// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tengen.Abi.Tests;

public sealed class LayoutTests
{
    [Fact]
    public void Sizes_offsets_and_constants_are_those_of_the_c_compiler()
    {
        var expected = new List<string>();
        var source = new StringBuilder("#include <stdio.h>\n#include <tengen/tengen.h>\nint main(void) {\n");
        foreach (var type in Mirror.Structs)
        {
            expected.Add($"{type.Name} {Measure.Size(type)}");
            source.Append(CultureInfo.InvariantCulture, $"printf(\"{type.Name} %zu\\n\", sizeof({type.Name}));\n");
            foreach (var field in Measure.Fields(type))
            {
                expected.Add($"{type.Name}.{field.Name} {Measure.Offset(field)} {Measure.Size(field.FieldType)}");
                source.Append(CultureInfo.InvariantCulture, $"printf(\"{type.Name}.{field.Name} %zu %zu\\n\", offsetof({type.Name}, {field.Name}), sizeof((({type.Name}*)0)->{field.Name}));\n");
            }
        }

        foreach (var (name, value) in Mirror.Integers)
        {
            expected.Add($"{name} {value}");
            source.Append(CultureInfo.InvariantCulture, $"printf(\"{name} %llu\\n\", (unsigned long long)({name}));\n");
        }

        var directory = CCompiler.Compile(source.Append("return 0; }\n").ToString(), "-I", Repository.PathOf("abi/include"), "-o", "test");
        var (code, output) = CCompiler.Run(Path.Combine(directory, "test"), directory, []);
        Directory.Delete(directory, recursive: true);
        Assert.Equal(0, code);
        Assert.True(Mirror.Structs.Count > 40 && Mirror.Integers.Count > 150);
        Assert.Equal(expected, output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void The_mirror_has_every_struct_and_member_of_the_manifest_and_no_more()
    {
        using var manifest = Manifest();
        var described = manifest.RootElement.GetProperty("structs").EnumerateArray()
            .SelectMany(s => s.GetProperty("members").EnumerateArray().Select(m => $"{s.GetProperty("name")}.{m.GetProperty("name")}"));
        var mirrored = Mirror.Structs.SelectMany(t => Measure.Fields(t).Select(f => $"{t.Name}.{f.Name}"));
        Assert.Equal(described.Order(StringComparer.Ordinal), mirrored.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_32_bit_layouts_of_the_manifest_are_those_of_the_c_compiler()
    {
        using var manifest = Manifest();
        var group = manifest.RootElement.GetProperty("groups").EnumerateArray().ToList()
            .FindIndex(g => g.GetProperty("targets").EnumerateArray().Any(t => t.GetString() == "i386-linux-gnu"));
        var source = new StringBuilder("#include <tengen/tengen.h>\n");
        var asserts = 0;
        foreach (var record in manifest.RootElement.GetProperty("structs").EnumerateArray())
        {
            var name = record.GetProperty("name").GetString();
            source.Append(CultureInfo.InvariantCulture, $"_Static_assert(sizeof({name}) == {record.GetProperty("size")[group]}, \"{name}\");\n");
            foreach (var member in record.GetProperty("members").EnumerateArray())
            {
                var field = member.GetProperty("name").GetString();
                source.Append(CultureInfo.InvariantCulture, $"_Static_assert(offsetof({name}, {field}) * 8 == {member.GetProperty("offsetBits")[group]}, \"{name}.{field}\");\n");
                asserts++;
            }
        }

        var (directory, output) = CCompiler.TryCompile(
            source.ToString(), "-m32", "-fsyntax-only", "-nostdinc", "-ffreestanding", "-isystem", Repository.PathOf("interop/generator/stubs"), "-I", Repository.PathOf("abi/include"));
        Assert.SkipWhen(directory is null && output.Contains("-m32", StringComparison.Ordinal), $"this compiler has no 32-bit target: {output}");
        Assert.True(directory is not null, output);
        Directory.Delete(directory!, recursive: true);
        Assert.True(asserts > 300);
    }

    [Fact]
    public void Every_struct_has_its_1_0_size_while_the_minor_is_zero()
    {
        Assert.Equal(0, Tg.TG_MINOR);
        foreach (var type in Mirror.Structs)
        {
            Assert.Equal((uint)Measure.Size(type), ((ISized)Activator.CreateInstance(type)!).LeastSize);
        }
    }

    private static JsonDocument Manifest() =>
        JsonDocument.Parse(File.ReadAllText(Repository.PathOf("abi/Tengen.Abi/tengen.layout.json")));
}
