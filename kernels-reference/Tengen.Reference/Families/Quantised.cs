// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Reference.Families;

/// <summary>Case parameters that the quantisation operators share: axis, block, scale.</summary>
internal static class Quantised
{
    /// <summary>Scales whose quotients often fall half-way: between 1/16 and 1/2, on a coarse grid.</summary>
    private static readonly DataSet Coarse = new("scale", static (counter, index, _, _) => counter.Integer((ulong)index, 1, 8) / 16.0, false);

    /// <summary>Ones: half-integers stay ties.</summary>
    private static readonly DataSet One = new("one", static (_, _, _, _) => 1, false);

    /// <summary>All bits of a significand: quotients and products are rounded.</summary>
    private static readonly DataSet Fine = new("fine", static (counter, index, _, _) => 0.0625 + counter.Unit((ulong)index) / 4, false);

    /// <summary>The smallest normal number: quotients saturate, and in f32 no integer holds them.</summary>
    private static readonly DataSet Least = new("least", static (_, _, _, range) => range.SmallestNormal, false);

    /// <summary>Of the parameter <c>scale</c>.</summary>
    /// <exception cref="FormatException">Nothing is called that.</exception>
    public static DataSet ScaleData(CaseBuilder builder) => builder.Text("scale", "coarse") switch
    {
        "coarse" => Coarse,
        "1" => One,
        "fine" => Fine,
        "least" => Least,
        var other => throw new FormatException($"no scale is called '{other}'"),
    };

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
