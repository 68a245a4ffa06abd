// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Normalisation by the root mean square. Source: ONNX RMSNormalization-23; Zhang and Sennrich, arXiv 1910.07467.</summary>
internal sealed class RMSNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "RMSNormalization",
        Versions = [23],
        Inputs = [new("X", Types.Floats, "T"), new("scale", Types.Floats, "V")],
        Outputs = [new("Y", Types.Floats, "V")],
        Attributes = [new("axis", AttributeType.Int, -1), new("epsilon", AttributeType.Float, 1e-5f), Stash.Attribute],
        Infer = static context =>
        {
            if (context.InputShape(0) is { HasRank: true, Rank: var rank })
                context.Axis(context.Attributes.Int("axis", -1), rank);
            Stash.Checked(context);
            context.SetOutput(0, context.InputType(1), context.InputShape(0));
        },
        Summary = "Over the axes from axis on: Y = X / sqrt(mean of X^2 + epsilon) * scale; all before scale may be computed in stash_type. ONNX RMSNormalization-23.",
    };

    public static DType Precision(AttributeList attributes) => Stash.Of(attributes);

    public static ImmutableArray<string> Forms => ["rounded", "reciprocal"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Normalise(context, static (x, root) => x / root);

    /// <summary><c>rounded</c>: the quotient is rounded to X's type before it is scaled. <c>reciprocal</c>: X times the reciprocal of the root.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Normalise(context, form == "rounded"
        ? (x, root) => T.Round(x / root, context.InputType(0))
        : static (x, root) => x * T.Apply(Function.Reciprocal, root));

    private static void Normalise<T>(KernelContext<T> context, Func<T, T, T> divide) where T : unmanaged, INumber<T>
    {
        var (x, scale, dims) = (context.Numbers(0), context.Numbers(1), context.InputDims(0));
        var size = Grid.Count(dims.AsSpan()[context.Attributes.Axis(-1, dims.Length)..]);
        var epsilon = T.Exact(context.Attributes.Float("epsilon", 1e-5f));
        var scaleOf = new Broadcast(context.InputDims(1), dims);
        context.Along(0, new Lines(context.OutputSize(0) / Math.Max(1, size), size, 1), (row, first, results) =>
        {
            var terms = x[(row * size)..((row + 1) * size)];
            var root = T.Apply(Function.Sqrt, Folds.SumOfSquares(terms) / T.Exact(size) + epsilon);
            for (var i = 0; i < results.Length; i++)
                results[i] = divide(terms[first + i], root) * scale[scaleOf[row * size + first + i]];
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=5x64", "x=3x17", "x=2x3x5x7,axis=2", "x=1x15", "x=0x8", "x=2x3x31,axis=1", "x=2x768", "x=3x33,stash=bf16", "x=5x67,stash=f64"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        var (dims, axis) = (builder.Ints("x"), builder.Int("axis", -1));
        builder.Input("X", dims);
        builder.Drawn("scale", builder.Type, DataSets.Positive, dims.AsSpan(axis < 0 ? axis + dims.Length : axis));
        builder.Attribute(NodeAttribute.Int("axis", axis));
        Stash.Build(builder);
    }
}
