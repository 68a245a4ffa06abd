// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>Rules of single values: rank, dims, element count, constants.</summary>
internal static class ValueRules
{
    public static void Check(Graph graph, int index)
    {
        var value = graph.Values[index];
        if (value.Name.Contains('\0', StringComparison.Ordinal))
            throw new GraphException("graph.name", $"{graph}: the name of value {index} holds a NUL");
        if (value.Shape.Rank > Shape.MaxRank)
            throw new GraphException("graph.rank", $"{graph}: value {index} {value} has rank {value.Shape.Rank}, the largest is {Shape.MaxRank}");
        CheckDims(graph, index, value);
        if (value.Constant is { } constant && (constant.Type != value.Type || value.Shape != new Shape(constant.Dims)))
            throw new GraphException("graph.constants", $"{graph}: value {index} {value} has a constant of {constant}");
    }

    private static void CheckDims(Graph graph, int index, Value value)
    {
        if (!value.Shape.HasRank)
            return;
        UInt128 count = 1;
        foreach (var dim in value.Shape.Dims)
        {
            if (dim < -graph.Symbols.Length)
                throw new GraphException("graph.symbols", $"{graph}: value {index} {value} names a symbol beyond the {graph.Symbols.Length} of the graph");
            if (dim > 0)
                count *= (ulong)dim;
            if (count > long.MaxValue)
                throw new GraphException("graph.count", $"{graph}: value {index} {value} has more than 2^63 - 1 elements");
        }
        if (!value.Type.IsOpaque && (count * (uint)(value.Type.Bits * value.Type.Lanes) + 7) / 8 > long.MaxValue)
            throw new GraphException("graph.count", $"{graph}: value {index} {value} has more than 2^63 - 1 bytes");
    }
}
