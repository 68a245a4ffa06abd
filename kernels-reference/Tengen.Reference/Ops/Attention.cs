// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Scaled dot-product attention. Source: ONNX Attention-25; Vaswani et al., arXiv 1706.03762; Dao et al., arXiv 2205.14135.</summary>
internal sealed class Attention : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Attention",
        Versions = [23, 24, 25],
        Inputs =
        [
            new("Q", Types.Floats, "T1"), new("K", Types.Floats, "T1"), new("V", Types.Floats, "T2"), new("attn_mask", [.. Types.Floats, DType.Bool], "U", Optional: true),
            new("past_key", Types.Floats, "T1", Optional: true), new("past_value", Types.Floats, "T2", Optional: true),
            new("nonpad_kv_seqlen", [DType.Int64], "tensor(int64)", Optional: true),
        ],
        Outputs =
        [
            new("Y", Types.Floats, "T1"), new("present_key", Types.Floats, "T1", Optional: true), new("present_value", Types.Floats, "T2", Optional: true),
            new("qk_matmul_output", Types.Floats, "T1", Optional: true),
        ],
        Attributes =
        [
            new("is_causal", AttributeType.Int, 0), new("q_num_heads", AttributeType.Int), new("kv_num_heads", AttributeType.Int), new("left_window_size", AttributeType.Int, -1),
            new("right_window_size", AttributeType.Int, -1), new("scale", AttributeType.Float), new("softcap", AttributeType.Float, 0f),
            new("softmax_precision", AttributeType.Int), new("qk_matmul_output_mode", AttributeType.Int, 0),
        ],
        Infer = AttentionShapes.Infer,
        Summary = "Y = softmax(cap(Q sqrt(scale) (K sqrt(scale))^T) + mask) V per head; groups of heads share keys. A key outside the causal frontier (query + keys before the block), the window, " +
            "the length or the mask has weight 0 whatever it holds; a query without keys gives 0. present_* are past and fresh ones side by side. ONNX Attention-25.",
    };

    public static ImmutableArray<string> Forms => ["late-scale", "flash"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, scalesLate: false, dividesLate: false);

    /// <summary><c>late-scale</c>: products are scaled, not their factors. <c>flash</c>: that, and the weighted sum is divided, not the weights.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, scalesLate: true, dividesLate: form == "flash");

    private static void Run<T>(KernelContext<T> context, bool scalesLate, bool dividesLate) where T : unmanaged, INumber<T>
    {
        var layout = AttentionLayout.Of(context);
        var scores = new AttentionScores<T>(context, layout, scalesLate);
        var (values, past) = (context.Numbers(2), context.HasInput(5) ? context.Numbers(5) : []);
        var rows = layout.Batch * layout.Heads * layout.Queries;
        context.Along(0, new Lines(rows, layout.ValueSize, 1), (line, first, results) =>
        {
            var (batch, head, query) = layout.Locate(line, layout.IsFlat);
            var (keys, terms, sum) = scores.Weights(batch, head, query);
            var weights = dividesLate ? terms : Array.ConvertAll(terms, term => scores.Rounded(term / sum));
            for (var i = 0; i < results.Length; i++)
            {
                var column = Array.ConvertAll(keys, key => layout.Key(batch, head, key, layout.ValueSize) is var (isPast, start) && isPast ? past[start + first + i] : values[start + first + i]);
                var product = T.Dot(new Strided<T>(weights), new Strided<T>(column), T.Exact(0));
                results[i] = dividesLate ? product / sum : product;
            }
        });
        Present(context, layout, 1, layout.Size);
        Present(context, layout, 2, layout.ValueSize);
        var mode = (int)context.Attributes.Int("qk_matmul_output_mode", 0);
        context.Along(3, new Lines(rows, layout.Total, 1), (line, first, results) =>
        {
            var (batch, head, query) = layout.Locate(line, isFlat: false);
            (mode < 3 ? scores.Scores(batch, head, query, mode) : Probabilities(scores, layout, batch, head, query)).AsSpan(first, results.Length).CopyTo(results);
        });
    }

    private static T[] Probabilities<T>(AttentionScores<T> scores, AttentionLayout layout, int batch, int head, int query) where T : unmanaged, INumber<T>
    {
        var (keys, terms, sum) = scores.Weights(batch, head, query);
        T[] all = [.. Enumerable.Repeat(T.Exact(0), layout.Total)];
        foreach (var (i, key) in keys.Index())
            all[key] = scores.Rounded(terms[i] / sum);
        return all;
    }

    /// <summary>Output 1 or 2: the keys or values of the past and the fresh ones, as [batch, heads, positions, size].</summary>
    private static void Present<T>(KernelContext<T> context, AttentionLayout layout, int output, int size) where T : unmanaged, INumber<T>
    {
        if (!context.HasOutput(output))
            return;
        var result = context.Plain(output);
        for (var i = 0; i < result.Count / size; i++)
        {
            var (group, position) = Math.DivRem(i, layout.Total);
            var (isPast, start) = layout.Key(group / layout.KeyHeads, group % layout.KeyHeads * (layout.Heads / layout.KeyHeads), position, size);
            for (var at = 0; at < size; at++)
                Element.Copy(context.Input(isPast ? output + 3 : output), start + at, result, i * size + at);
        }
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "q=1x2x5x16,k=1x2x7x16,v=1x2x7x8", "q=2x3x4x8,k=2x3x4x8,v=2x3x4x8,causal=1", "q=1x4x3x16,k=1x2x6x16,v=1x2x6x16,mask=3x6", "q=1x3x8,k=1x5x8,v=1x5x8,heads=2x2",
            "q=1x2x3x8,k=1x2x2x8,v=1x2x2x8,past=4,causal=1,outputs=3", "q=1x2x3x8,k=1x2x6x8,v=1x2x6x8,softcap=2,outputs=4,mode=3", "q=2x2x3x8,k=2x2x6x8,v=2x2x6x8,bool=2x1x3x6",
            "q=1x1x1x64,k=1x1x65x64,v=1x1x65x64", "q=1x2x5x8,k=1x2x5x8,v=1x2x5x8,causal=1,left=2", "q=1x2x0x8,k=1x2x5x8,v=1x2x5x8",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Positive]);

    /// <summary>The function body takes 1/sqrt(size) and its root in fp32 whatever the type: where that rounds, fp64 has two right answers.</summary>
    private static bool IsExactScale(long size) => size is 1 or 16 or 256;

    public static void Build(CaseBuilder builder)
    {
        var (q, k, v) = (builder.Ints("q"), builder.Ints("k"), builder.Ints("v"));
        builder.Input("Q", q);
        builder.Input("K", k);
        builder.Input("V", v);
        if (builder.Has("mask"))
            builder.Drawn("attn_mask", builder.Type, DataSets.Uniform, builder.Ints("mask"));
        else if (builder.Has("bool"))
            builder.Input("attn_mask", DType.Bool, builder.Ints("bool"));
        else
            builder.Absent();
        if (builder.Has("past"))
        {
            builder.Input("past_key", k[0], k[1], builder.Int("past"), k[3]);
            builder.Input("past_value", v[0], v[1], builder.Int("past"), v[3]);
        }
        builder.Attribute(NodeAttribute.Int("is_causal", builder.Int("causal", 0)));
        if (builder.Type == DType.Float64 && !IsExactScale(builder.Has("heads") ? q[2] / builder.Ints("heads")[0] : q[3]))
            builder.Attribute(NodeAttribute.Float("scale", 0.25f));
        builder.Attribute(NodeAttribute.Int("left_window_size", builder.Int("left", -1)));
        builder.Attribute(NodeAttribute.Float("softcap", builder.Int("softcap", 0)));
        builder.Attribute(NodeAttribute.Int("qk_matmul_output_mode", builder.Int("mode", 0)));
        if (builder.Has("heads"))
        {
            builder.Attribute(NodeAttribute.Int("q_num_heads", builder.Ints("heads")[0]));
            builder.Attribute(NodeAttribute.Int("kv_num_heads", builder.Ints("heads")[1]));
        }
        builder.Outputs(builder.Int("outputs", 1));
    }
}
