// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Generator.Layout;

/// <summary>Size and alignment of a record in bytes, and its members in order, on one target.</summary>
internal sealed record RecordLayout(string Name, long Size, long Align, IReadOnlyList<MemberLayout> Members)
{
    public bool Equals(RecordLayout? other) =>
        other is not null && Name == other.Name && Size == other.Size && Align == other.Align && Members.SequenceEqual(other.Members);

    public override int GetHashCode() => HashCode.Combine(Name, Size, Align, Members.Count);
}

/// <summary>
/// A member's place: offset in bits, size and alignment of its type in bytes, bit width if it is a bit-field.
/// <paramref name="Type"/> is its C spelling; a function pointer's includes its signature.
/// </summary>
internal sealed record MemberLayout(string Name, string Type, long OffsetBits, long Size, long Align, int? BitWidth);
