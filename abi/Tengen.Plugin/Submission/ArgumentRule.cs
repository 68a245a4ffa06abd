// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Plugin;

/// <summary>What an argument of a program must meet, laid out for checking.</summary>
internal readonly unsafe struct ArgumentRule
{
    public readonly long* Dims;
    public readonly long Bytes;
    public readonly ulong AlignmentMask;
    public readonly int Rank;
    public readonly uint BitsPerElement;
    public readonly ArgumentFlags Flags;
    public readonly bool IsStatic;

    /// <summary>Static dims, and nothing but memory is asked of the argument.</summary>
    public readonly bool IsPlain;

    public ArgumentRule(ArgumentInfo info, long* dims)
    {
        Dims = dims;
        Bytes = info.Bytes;
        AlignmentMask = (ulong)info.Alignment - 1;
        Rank = info.Shape.Rank;
        BitsPerElement = (uint)(info.Type.Bits * info.Type.Lanes);
        Flags = info.Flags;
        IsStatic = info.Shape.IsStatic;
        IsPlain = IsStatic && (info.Flags & ArgumentFlags.DataDependent) == 0;
    }

    /// <summary>Bytes that these extents, none of them negative, take.</summary>
    /// <exception cref="PluginException">More than 2^63 - 1.</exception>
    public long BytesFor(ReadOnlySpan<long> dims)
    {
        Int128 count = 1;
        foreach (var dim in dims)
            count = Int128.Min(count * dim, long.MaxValue);
        var bytes = (count * BitsPerElement + 7) / 8;
        return count < long.MaxValue && bytes <= long.MaxValue
            ? (long)bytes
            : throw new PluginException(Status.InvalidArgument, "TG-P-27", $"dims {string.Join('x', dims.ToArray())} need more than 2^63 - 1 bytes");
    }

    /// <summary>True when the dims of a submission may differ from the program's.</summary>
    public bool NeedsCopy => !IsStatic;
}
