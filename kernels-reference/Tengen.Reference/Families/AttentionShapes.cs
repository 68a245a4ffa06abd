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
        var (heads, keyHeads) = isFlat ? (context.Attributes.Int("q_num_heads", 0), context.Attributes.Int("kv_num_heads", 0)) : (q[1], k[1]);
        if (isFlat && (heads < 1 || keyHeads < 1))
            throw context.Error("heads", "tensors of rank 3 need q_num_heads and kv_num_heads");
        if (heads > 0 && keyHeads > 0 && heads % keyHeads != 0)
            throw context.Error("heads", $"{heads} heads do not share {keyHeads} heads of keys evenly");
        var (size, valueSize) = isFlat ? (Part(context, k[2], keyHeads), Part(context, v[2], keyHeads)) : (k[3], v[3]);
        var (queries, fresh) = isFlat ? (q[1], k[1]) : (q[2], k[2]);
        var total = context.HasInput(4) ? Sum(context, context.InputShape(4), fresh) : fresh;
        context.SetOutput(0, context.InputType(0), isFlat ? new Shape(q[0], queries, ShapeRules.Product(context, [heads, valueSize])) : new Shape(q[0], heads, queries, valueSize));
        context.SetOutput(1, context.InputType(1), new Shape(q[0], keyHeads, total, size));
        context.SetOutput(2, context.InputType(2), new Shape(q[0], keyHeads, total, valueSize));
        context.SetOutput(3, context.InputType(0), new Shape(q[0], heads, queries, total));
    }

    private static long Sum(ShapeContext context, Shape past, long fresh) =>
        past.HasRank && !Shape.IsSymbol(past[2]) && !Shape.IsSymbol(fresh) ? past[2] + fresh : context.NewDim("past and fresh keys");

    private static long Part(ShapeContext context, long hidden, long heads) => Shape.IsSymbol(hidden) ? context.NewDim("size of a head")
        : hidden % heads == 0 ? hidden / heads
        : throw context.Error("heads", $"{hidden} elements do not divide among {heads} heads");
}
