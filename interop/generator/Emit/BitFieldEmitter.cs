// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Layout;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>
/// Writes a bit-field as a property over the aligned unit of its declared type that holds it, as little-endian System V targets allocate it.
/// Units may overlap neighbours: the struct's offsets are explicit.
/// </summary>
internal static class BitFieldEmitter
{
    /// <exception cref="GeneratorException">The field straddles its unit (a packed struct) or is of no integer type.</exception>
    public static void Write(CSharpWriter writer, RecordDecl record, Member member, MemberLayout place, int width, HashSet<string> units)
    {
        var type = CSharpNames.Type(member.Type);
        var unit = place.Size switch { 1 => "byte", 2 => "ushort", 4 => "uint", _ => "ulong" };
        var bits = place.Size * 8;
        var start = place.OffsetBits / bits * bits;
        var shift = place.OffsetBits - start;
        if (shift + width > bits || member.Type is not PrimitiveType)
        {
            throw new GeneratorException($"bit-field {record.Path}.{member.Name} does not lie in one unit of its integer type");
        }

        var storage = $"_bits{start / 8}_{unit}";
        if (units.Add(storage))
        {
            writer.Line($"[FieldOffset({start / 8})]").Line($"private {unit} {storage};").Line();
        }

        var mask = width == 64 ? ulong.MaxValue : (1UL << width) - 1;
        var wide = bits > 32 ? "ulong" : "uint";
        var literal = bits > 32 ? $"0x{mask:x}UL" : $"0x{mask:x}u";
        var isSigned = type is "sbyte" or "short" or "int" or "long";
        var signed = bits > 32 ? "long" : "int";
        var total = bits > 32 ? 64 : 32;
        var get = isSigned
            ? $"({type})(({signed})(({wide}){storage} << {total - width - shift}) >> {total - width})"
            : $"({type})(({storage} >> {shift}) & {literal})";
        writer.Doc(member.Doc).Open($"public {type} {CSharpNames.Identifier(member.Name)}");
        writer.Line($"readonly get => {get};");
        writer.Line($"set => {storage} = ({unit})(({storage} & ~({literal} << {shift})) | ((({wide})value & {literal}) << {shift}));");
        writer.Close();
    }
}
