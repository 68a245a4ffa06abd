// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>Shapes of operators whose input 1 holds one index along axis for each of its places. Source: ONNX GatherElements-13, ScatterElements-18.</summary>
internal static class ElementIndices
{
    /// <exception cref="Graph.GraphException">The ranks differ, or indices reach beyond input 0 in another axis.</exception>
    public static void Check(ShapeContext context)
    {
        var (data, indices) = (context.InputShape(0), context.InputShape(1));
        if (!data.HasRank || !indices.HasRank)
            return;
        if (data.Rank != indices.Rank)
            throw context.Error("rank", $"{data} and {indices} need the same rank");
        var axis = context.Axis(context.Attributes.Int("axis", 0), data.Rank);
        for (var other = 0; other < data.Rank; other++)
            if (other != axis && data[other] < indices[other] && !ShapeRules.MayEqual(data[other], indices[other]))
                throw context.Error("indices", $"{indices} reach beyond {data} in axis {other}");
    }
}
