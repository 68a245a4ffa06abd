// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Losses that pick one logarithm of a probability per label. Source: ONNX NegativeLogLikelihoodLoss-22, SoftmaxCrossEntropyLoss-13.</summary>
internal static class ClassLoss
{
    public static ImmutableArray<AttributeContract> Attributes { get; } =
        [new("ignore_index", AttributeType.Int), new("reduction", AttributeType.String, "mean", Allowed: ["none", "sum", "mean"])];

    public static ImmutableArray<InputContract> Inputs(string values, string labels, string weights) =>
        [new(values, Types.Floats, "T"), new(labels, Types.Indices, "Tind"), new(weights, Types.Floats, "T", Optional: true)];

    public static void Infer(ShapeContext context)
    {
        var (values, labels) = (context.InputShape(0), context.InputShape(1));
        if (values.HasRank && labels.HasRank && (values.Rank < 2 || labels.Rank != values.Rank - 1))
            throw context.Error("rank", $"{labels} does not have the axes of {values} without that of the classes");
        context.SetOutput(0, context.InputType(0), context.Attributes.String("reduction", "mean") == "none" ? labels : Shape.Scalar);
    }

    /// <summary>Writes the loss to output 0.</summary>
    /// <param name="context">The node: labels are input 1, weights of classes input 2.</param>
    /// <param name="logarithm">Logarithm of the probability at a flat position of input 0.</param>
    public static void Run<T>(KernelContext<T> context, Func<int, T> logarithm) where T : unmanaged, INumber<T>
    {
        var (dims, labels) = (context.InputDims(0), context.Integers(1));
        var plane = Grid.Count(dims.AsSpan()[2..]);
        var given = context.HasInput(2) ? context.Numbers(2) : null;
        Int128? ignored = context.Attributes.Has("ignore_index") ? context.Attributes.Int("ignore_index", 0) : null;
        T Weight(int at) => labels[at] == ignored ? T.Exact(0) : given is null ? T.Exact(1) : given[Grid.Index(context.Node, labels[at], dims[1])];
        T Loss(int at) => labels[at] == ignored
            ? T.Exact(0)
            : -(logarithm((at / plane * dims[1] + Grid.Index(context.Node, labels[at], dims[1])) * plane + at % plane) * Weight(at));
        if (context.Attributes.String("reduction", "mean") is var reduction && reduction == "none")
        {
            context.Each(0, Loss);
            return;
        }
        context.Each(0, _ =>
        {
            var sum = T.Sum(new Strided<T>([.. Enumerable.Range(0, labels.Length).Select(Loss)]));
            return reduction == "sum" ? sum : sum / T.Sum(new Strided<T>([.. Enumerable.Range(0, labels.Length).Select(Weight)]));
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=5x7", "x=3x5,reduction=none", "x=2x4x3,reduction=sum,weights=1", "x=2x5x2x3,weights=1", "x=17x3,ignore=1", "x=4x3x2,weights=1,ignore=0,index=i32", "x=65x9"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Positive]);

    public static void Build(CaseBuilder builder, string values, string labels, string weights)
    {
        var dims = builder.Ints("x");
        builder.Input(values, dims);
        builder.Integers(labels, builder.Text("index", "i64") == "i32" ? DType.Int32 : DType.Int64, 0, dims[1] - 1, [dims[0], .. dims[2..]]);
        if (builder.Has("weights"))
            builder.Drawn(weights, builder.Type, DataSets.Positive, dims[1]);
        if (builder.Has("ignore"))
            builder.Attribute(NodeAttribute.Int("ignore_index", builder.Int("ignore")));
        builder.Attribute(NodeAttribute.String("reduction", builder.Text("reduction", "mean")));
    }
}
