// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>Writes the constants class. A value that depends on the pointer size becomes a property, text becomes UTF-8 bytes.</summary>
internal static class ConstantsEmitter
{
    public static void Write(CSharpWriter writer, GeneratorConfig config, IReadOnlyList<Constant> constants)
    {
        writer.Line($"/// <summary>Constants of {Path.GetFileName(config.Header)}.</summary>");
        writer.Open($"{config.Visibility} static unsafe partial class {config.ConstantsClass}");
        for (var i = 0; i < constants.Count; i++)
        {
            (i == 0 ? writer : writer.Line()).Doc(constants[i].Doc).Line("public " + Declaration(constants[i]));
        }

        writer.Close();
    }

    /// <summary>The C# literal of a value.</summary>
    public static string Literal(string type, string value) => type switch
    {
        "uint" => value + "u",
        "long" => value + "L",
        "ulong" => value + "UL",
        "float" or "double" when value is "NaN" => type + ".NaN",
        "float" or "double" when value.EndsWith("Infinity", StringComparison.Ordinal) => type + (value[0] == '-' ? ".NegativeInfinity" : ".PositiveInfinity"),
        "float" => value + "f",
        "double" => value + "d",
        _ => value,
    };

    private static string Declaration(Constant constant)
    {
        var name = CSharpNames.Identifier(constant.Name);
        if (constant.CSharpType == Constant.Text)
        {
            return $"static ReadOnlySpan<byte> {name} => {Quote(constant.Value)}u8;";
        }

        var value = Literal(constant.CSharpType, constant.Value);
        return constant.Value32 is null
            ? $"const {constant.CSharpType} {name} = {value};"
            : $"static {constant.CSharpType} {name} => sizeof(void*) == 8 ? {value} : {Literal(constant.CSharpType, constant.Value32)};";
    }

    private static string Quote(string text) => '"' + string.Concat(text.Select(c => c switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        < ' ' or (char)0x7f => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
        _ => c.ToString(),
    })) + '"';
}
