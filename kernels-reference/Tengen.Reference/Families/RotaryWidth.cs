// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>What RotaryEmbedding turns comes in pairs and is part of a head. Source: ONNX RotaryEmbedding-23.</summary>
internal static class RotaryWidth
{
    /// <exception cref="GraphException">The elements do not divide among heads, or what is turned is odd or wider than a head.</exception>
    public static void Check(ShapeContext context)
    {
        if (context.InputShape(0) is not { HasRank: true } x || Shape.IsSymbol(x[x.Rank - 1]))
            return;
        var heads = x.Rank == 3 ? context.Attributes.Int("num_heads", 1) : 1;
        if (x[x.Rank - 1] % heads != 0)
            throw context.Error("heads", $"{x[x.Rank - 1]} elements do not divide among {heads} heads");
        var size = x[x.Rank - 1] / heads;
        var turned = context.Attributes.Int("rotary_embedding_dim", 0) is not 0 and var part ? part : size;
        if (turned % 2 != 0 || turned > size)
            throw context.Error("width", $"{turned} elements of a head of {size} do not make pairs");
    }
}
