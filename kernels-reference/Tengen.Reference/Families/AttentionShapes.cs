// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>Shape rule of Attention. Source: ONNX Attention-25.</summary>
internal static class AttentionShapes
{
    public static void Infer(ShapeContext context)
    {
        var (q, k, v) = (context.InputShape(0), context.InputShape(1), context.InputShape(2));
        if (!q.HasRank || !k.HasRank || !v.HasRank)
        {
            for (var i = 0; i < 4; i++)
                context.SetOutput(i, context.InputType(i == 2 ? 2 : 0), Shape.Unknown);
            return;
        }
        if (q.Rank != k.Rank || q.Rank != v.Rank || q.Rank is not (3 or 4))
            throw context.Error("rank", $"{q}, {k} and {v} must all have rank 3 or rank 4");
        if (context.HasInput(4) != context.HasInput(5) || (context.HasInput(4) && context.HasInput(6)))
            throw context.Error("past", "past_key and past_value come together, and not with nonpad_kv_seqlen");
        var isFlat = q.Rank == 3;
        foreach (var other in (ReadOnlySpan<Shape>)[k, v])
            if (!ShapeRules.MayEqual(q[0], other[0]))
                throw context.Error("batch", $"{q} and {other} do not have the same batch");
        if (!ShapeRules.MayEqual(k[k.Rank - 2], v[v.Rank - 2]) || (!isFlat && !ShapeRules.MayEqual(k[1], v[1])))
            throw context.Error("values", $"{v} do not have one value for every key of {k}");
        var (heads, keyHeads) = isFlat ? (context.Attributes.Int("q_num_heads", 0), context.Attributes.Int("kv_num_heads", 0)) : (q[1], k[1]);
        if (isFlat && (heads < 1 || keyHeads < 1))
            throw context.Error("heads", "tensors of rank 3 need q_num_heads and kv_num_heads");
        if (heads > 0 && keyHeads > 0 && heads % keyHeads != 0)
            throw context.Error("heads", $"{heads} heads do not share {keyHeads} heads of keys evenly");
        var (size, valueSize) = isFlat ? (Part(context, k[2], keyHeads), Part(context, v[2], keyHeads)) : (k[3], v[3]);
        if (!ShapeRules.MayEqual(isFlat ? Part(context, q[2], heads) : q[3], size))
            throw context.Error("size", $"queries of {q} and keys of {k} are not of the same size");
        if (context.Attributes.Int("qk_matmul_output_mode", 0) is < 0 or > 3)
            throw context.Error("mode", "qk_matmul_output_mode is 0, 1, 2 or 3");
        var (queries, fresh) = isFlat ? (q[1], k[1]) : (q[2], k[2]);
        var total = context.HasInput(4) ? Sum(context, context.InputShape(4), fresh) : fresh;
        if (context.HasInput(3) && context.InputShape(3) is { HasRank: true } mask && !IsMask(mask, [q[0], heads, queries, total]))
            throw context.Error("mask", $"{mask} does not broadcast to batch, heads, {queries} queries and {total} keys");
        context.SetOutput(0, context.InputType(0), isFlat ? new Shape(q[0], queries, ShapeRules.Product(context, [heads, valueSize])) : new Shape(q[0], heads, queries, valueSize));
        context.SetOutput(1, context.InputType(1), new Shape(q[0], keyHeads, total, size));
        context.SetOutput(2, context.InputType(2), new Shape(q[0], keyHeads, total, valueSize));
        context.SetOutput(3, context.InputType(0), new Shape(q[0], heads, queries, total));
    }

    /// <summary>The last axis may be shorter: keys beyond it are left out.</summary>
    private static bool IsMask(Shape mask, long[] scores) => mask.Rank <= scores.Length && Enumerable.Range(1, mask.Rank).All(fromBack =>
        mask[mask.Rank - fromBack] == 1 || ShapeRules.MayEqual(mask[mask.Rank - fromBack], scores[^fromBack]) || (fromBack == 1 && mask[mask.Rank - 1] < scores[^1]));

    private static long Sum(ShapeContext context, Shape past, long fresh) =>
        past.HasRank && !Shape.IsSymbol(past[2]) && !Shape.IsSymbol(fresh) ? past[2] + fresh : context.NewDim("past and fresh keys");

    private static long Part(ShapeContext context, long hidden, long heads) => Shape.IsSymbol(hidden) ? context.NewDim("size of a head")
        : hidden % heads == 0 ? hidden / heads
        : throw context.Error("heads", $"{hidden} elements do not divide among {heads} heads");
}
