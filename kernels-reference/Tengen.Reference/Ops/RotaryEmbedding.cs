// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Rotation of pairs of elements by position. Source: ONNX RotaryEmbedding-23; Su et al., arXiv 2104.09864.</summary>
internal sealed class RotaryEmbedding : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [DType.Float32, DType.Float16, DType.BFloat16];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "RotaryEmbedding",
        Versions = [23],
        Inputs = [new("X", Supported, "T"), new("cos_cache", Supported, "T"), new("sin_cache", Supported, "T"), new("position_ids", [DType.Int64], "M", Optional: true)],
        Outputs = [new("Y", Supported, "T")],
        Attributes = [new("interleaved", AttributeType.Int, 0), new("num_heads", AttributeType.Int), new("rotary_embedding_dim", AttributeType.Int, 0)],
        Infer = static context =>
        {
            if (context.InputShape(0) is { HasRank: true, Rank: not 4 } x && (x.Rank != 3 || context.Attributes.Int("num_heads", 0) < 1))
                throw context.Error("heads", $"{x} has no axis of heads, and num_heads is missing");
            RotaryWidth.Check(context);
            ShapeRules.Same(context);
        },
        Summary = "Pairs (a, b) of the first rotary_embedding_dim elements of every head (all by default), neighbours if interleaved, otherwise half a width apart, become (a cos - b sin, a sin + b cos) " +
            "of their position; the rest stays. ONNX RotaryEmbedding-23.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, cos, sin, dims) = (context.Numbers(0), context.Numbers(1), context.Numbers(2), context.InputDims(0));
        var (isFlat, ids) = (dims.Length == 3, context.HasInput(3) ? context.Integers(3) : null);
        var (positions, size) = isFlat ? (dims[1], dims[2] / (int)context.Attributes.Int("num_heads", 1)) : (dims[2], dims[3]);
        var rotated = (int)context.Attributes.Int("rotary_embedding_dim", 0) is 0 ? size : (int)context.Attributes.Int("rotary_embedding_dim", 0);
        var (half, interleaved) = (rotated / 2, context.Attributes.Int("interleaved", 0) != 0);
        context.Each(0, i =>
        {
            var at = i % size;
            if (at >= rotated)
                return x[i];
            var token = isFlat ? i / dims[2] : i / size / positions / dims[1] * positions + i / size % positions;
            var pair = interleaved ? at / 2 : at % half;
            var angle = (ids is null ? token : Grid.Index(context.Node, ids[token], context.InputDims(1)[0])) * half + pair;
            var isFirst = interleaved ? at % 2 == 0 : at < half;
            var other = x[i + (isFirst ? 1 : -1) * (interleaved ? 1 : half)];
            return isFirst ? x[i] * cos[angle] - sin[angle] * other : sin[angle] * other + cos[angle] * x[i];
        });
    }

    public static CaseSpace Cases { get; } = new(Supported,
        ["x=1x2x5x8", "x=2x3x4x6,interleaved=1", "x=1x5x24,heads=3", "x=1x2x3x16,part=8,ids=1", "x=2x3x8,heads=1,interleaved=1,ids=1", "x=0x2x3x4"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        var dims = builder.Ints("x");
        var (positions, size) = dims.Length == 3 ? (dims[1], dims[2] / builder.Int("heads")) : (dims[2], dims[3]);
        var half = builder.Int("part", (int)size) / 2;
        builder.Input("X", dims);
        foreach (var name in (ReadOnlySpan<string>)["cos_cache", "sin_cache"])
            builder.Drawn(name, builder.Type, DataSets.Uniform, builder.Has("ids") ? [17, half] : [dims[0], positions, half]);
        if (builder.Has("ids"))
            builder.Integers("position_ids", DType.Int64, 0, 16, dims[0], positions);
        builder.Attribute(NodeAttribute.Int("interleaved", builder.Int("interleaved", 0)));
        builder.Attribute(NodeAttribute.Int("rotary_embedding_dim", builder.Int("part", 0)));
        if (builder.Has("heads"))
            builder.Attribute(NodeAttribute.Int("num_heads", builder.Int("heads")));
    }
}
