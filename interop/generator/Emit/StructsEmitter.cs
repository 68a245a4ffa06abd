// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Layout;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>
/// Writes records as blittable structs. Where C#'s sequential layout already gives the compiler's offsets nothing is said; otherwise offsets
/// are explicit, those of 64-bit targets. The members of an anonymous member are reachable by reference properties, bit-fields by properties over
/// their storage unit.
/// </summary>
internal sealed class StructsEmitter(
    CSharpWriter writer, string visibility, IReadOnlyDictionary<string, RecordLayout> layouts, IReadOnlyDictionary<string, Sized> sized)
{
    private readonly SortedDictionary<string, ArrayType> _arrays = new(StringComparer.Ordinal);

    public void Write(RecordDecl record)
    {
        foreach (var nested in record.Members.Select(m => m.Nested).OfType<RecordDecl>())
        {
            Write(nested);
            writer.Line();
        }

        var layout = layouts[record.Path];
        var isExplicit = !IsSequential(record, layout);
        writer.Doc(record.Doc);
        if (isExplicit)
        {
            writer.Line($"[StructLayout(LayoutKind.Explicit, Size = {layout.Size}, Pack = {layout.Align})]");
        }

        var size = sized.GetValueOrDefault(record.Path);
        writer.Open($"{visibility} unsafe partial struct {CSharpNames.Identifier(record.Name)}{(size is null ? "" : " : " + size.Interface)}");
        var units = new HashSet<string>();
        foreach (var (member, place) in record.Members.Zip(layout.Members))
        {
            if (member.BitWidth is { } width)
            {
                BitFieldEmitter.Write(writer, record, member, place, width, units);
            }
            else
            {
                Field(member, place, isExplicit);
            }
        }

        if (size is not null)
        {
            writer.Line().Line($"readonly uint {size.Interface}.{size.Property} => (uint){size.Constant};");
        }

        writer.Close();
    }

    /// <summary>Writes the inline arrays that the records written so far need.</summary>
    public void WriteArrays()
    {
        foreach (var (name, array) in _arrays)
        {
            writer.Line().Line($"/// <summary>{array.Count} elements in place.</summary>").Line($"[InlineArray({array.Count})]");
            writer.Open($"{visibility} unsafe struct {name}").Line($"private {CSharpNames.ArrayElement(array)} _first;").Close();
        }
    }

    private void Field(Member member, MemberLayout place, bool isExplicit)
    {
        writer.Doc(member.Doc);
        if (isExplicit)
        {
            writer.Line($"[FieldOffset({place.OffsetBits / 8})]");
        }

        if (member.Type is ArrayType array)
        {
            _arrays.TryAdd(CSharpNames.ArrayName(array), array);
        }

        writer.Line($"public {CSharpNames.Type(member.Type)} {CSharpNames.Identifier(member.Name)};");
        if (member is { IsAnonymous: true, Nested: { } nested })
        {
            Forward(member.Name, nested);
        }
    }

    private void Forward(string through, RecordDecl nested)
    {
        foreach (var inner in nested.Members)
        {
            if (inner is { IsAnonymous: true, Nested: { } deeper })
            {
                Forward($"{through}.{inner.Name}", deeper);
            }
            else if (inner.BitWidth is null)
            {
                var name = CSharpNames.Identifier(inner.Name);
                writer.Line().Doc(inner.Doc).Line($"[UnscopedRef] public ref {CSharpNames.Type(inner.Type)} {name} => ref {through}.{name};");
            }
        }
    }

    private static bool IsSequential(RecordDecl record, RecordLayout layout)
    {
        if (record.IsUnion || record.Members.Any(m => m.BitWidth is not null))
        {
            return false;
        }

        long end = 0, align = 1;
        foreach (var member in layout.Members)
        {
            end = Up(end, member.Align);
            if (member.OffsetBits != end * 8)
            {
                return false;
            }

            end += member.Size;
            align = Math.Max(align, member.Align);
        }

        return Up(end, align) == layout.Size;
    }

    private static long Up(long value, long align) => (value + align - 1) / align * align;
}
