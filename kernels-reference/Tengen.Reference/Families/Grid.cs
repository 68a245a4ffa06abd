// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Families;

/// <summary>Flat row-major positions and their coordinates.</summary>
internal static class Grid
{
    public static int Count(ReadOnlySpan<int> dims)
    {
        var count = 1;
        foreach (var dim in dims)
            count *= dim;
        return count;
    }

    public static int[] At(int position, ReadOnlySpan<int> dims)
    {
        var at = new int[dims.Length];
        for (var axis = dims.Length - 1; axis >= 0; axis--)
            (position, at[axis]) = Math.DivRem(position, dims[axis]);
        return at;
    }

    public static int Position(ReadOnlySpan<int> at, ReadOnlySpan<int> dims)
    {
        var position = 0;
        for (var axis = 0; axis < dims.Length; axis++)
            position = position * dims[axis] + at[axis];
        return position;
    }

    /// <summary>An index into an extent; negative ones count from the back.</summary>
    /// <exception cref="GraphException">Rule <c>op:Name.index</c>: it is outside, which the specification leaves undefined.</exception>
    public static int Index(Node node, Int128 index, int extent) =>
        index >= -extent && index < extent
            ? (int)(index < 0 ? index + extent : index)
            : throw new GraphException($"op:{node.Op}.index", $"{node}: index {index} is outside [-{extent}, {extent - 1}]");

    public static int Axis(this AttributeList attributes, long whenAbsent, int rank) =>
        (int)(attributes.Int("axis", whenAbsent) is < 0 and var back ? back + rank : attributes.Int("axis", whenAbsent));
}
