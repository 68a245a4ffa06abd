// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Case parameters that the quantisation operators share: axis, block.</summary>
internal static class Quantised
{
    /// <summary>Scales whose quotients often fall half-way: between 1/16 and 1/2, on a coarse grid.</summary>
    public static readonly DataSet Scale = new("scale", static (counter, index, _, _) => counter.Integer((ulong)index, 1, 8) / 16.0, false);

    /// <summary>Ones: half-integers stay ties.</summary>
    public static readonly DataSet One = new("one", static (_, _, _, _) => 1, false);

    public static long[] ScaleDims(CaseBuilder builder, long[] dims)
    {
        if (!builder.Has("axis"))
            return [];
        var axis = builder.Int("axis") is < 0 and var back ? back + dims.Length : builder.Int("axis");
        return builder.Has("block") ? [.. dims.Select((dim, i) => i == axis ? dim / builder.Int("block") : dim)] : [dims[axis]];
    }

    public static void Attributes(CaseBuilder builder)
    {
        builder.Attribute(NodeAttribute.Int("axis", builder.Int("axis", 1)));
        builder.Attribute(NodeAttribute.Int("block_size", builder.Int("block", 0)));
    }
}
