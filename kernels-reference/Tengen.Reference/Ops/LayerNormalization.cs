// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Normalisation of the last axes. Source: ONNX LayerNormalization-17; Ba, Kiros, Hinton, arXiv 1607.06450.</summary>
internal sealed class LayerNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "LayerNormalization",
        Versions = [17],
        Inputs = [new("X", Types.Floats, "T"), new("Scale", Types.Floats, "T"), new("B", Types.Floats, "T", Optional: true)],
        Outputs =
        [
            new("Y", Types.Floats, "T"), new("Mean", [DType.Float32, DType.BFloat16], "U", Optional: true),
            new("InvStdDev", [DType.Float32, DType.BFloat16], "U", Optional: true),
        ],
        Attributes = [new("axis", AttributeType.Int, -1), new("epsilon", AttributeType.Float, 1e-5f), Stash.Attribute],
        Infer = Infer,
        Summary = "Over the axes from axis on: Y = (X - mean) / sqrt(variance + epsilon) * Scale + B with the population variance. Mean and InvStdDev " +
            "keep these axes with extent 1, in stash_type; all before Scale may be computed in it. ONNX LayerNormalization-17.",
    };

    public static DType Precision(AttributeList attributes) => Stash.Of(attributes);

    public static ImmutableArray<string> Forms => ["welford"];

    private static void Infer(ShapeContext context)
    {
        ShapeRules.Same(context);
        var shape = context.InputShape(0);
        var stash = Stash.Checked(context);
        if ((context.Node.HasOutput(1) || context.Node.HasOutput(2)) && stash != DType.Float32 && stash != DType.BFloat16)
            throw context.Error("stash_type", $"Mean and InvStdDev are f32 or bf16, not {stash}");
        var axis = shape.HasRank ? context.Axis(context.Attributes.Int("axis", -1), shape.Rank) : 0;
        var statistics = shape.HasRank ? new Shape([.. shape.Dims.Select((dim, i) => i < axis ? dim : 1)]) : Shape.Unknown;
        context.SetOutput(1, stash, statistics);
        context.SetOutput(2, stash, statistics);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Moments.TwoPass);

    /// <summary><c>welford</c>: mean and sum of squares updated element by element (Welford 1962).</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Moments.Welford);

    private static void Run<T>(KernelContext<T> context, Moments.Statistics<T> statistics) where T : unmanaged, INumber<T>
    {
        var (x, scale) = (context.Numbers(0), context.Numbers(1));
        var bias = context.HasInput(2) ? context.Numbers(2) : null;
        var dims = context.InputDims(0);
        var axis = (int)context.Attributes.Int("axis", -1);
        var size = dims[(axis < 0 ? axis + dims.Length : axis)..].Aggregate(1, (product, dim) => product * dim);
        var epsilon = T.Exact(context.Attributes.Float("epsilon", 1e-5f));
        var scaleOf = new Broadcast(context.InputDims(1), dims);
        var biasOf = bias is null ? null : new Broadcast(context.InputDims(2), dims);

        context.Along(0, new Lines(context.OutputSize(0) / Math.Max(1, size), size, 1), (row, first, results) =>
        {
            var (mean, variance) = statistics(x.AsSpan(row * size, size));
            var deviation = T.Apply(Function.Sqrt, variance + epsilon);
            for (var i = 0; i < results.Length; i++)
            {
                var at = row * size + first + i;
                var scaled = (x[at] - mean) / deviation * scale[scaleOf[at]];
                results[i] = bias is null ? scaled : scaled + bias[biasOf![at]];
            }
        });
        context.Each(1, row => statistics(x.AsSpan(row * size, size)).Mean);
        context.Each(2, row => T.Apply(Function.ReciprocalSqrt, statistics(x.AsSpan(row * size, size)).Variance + epsilon));
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=5x64,b=1", "x=3x17", "x=2x3x5x7,axis=2,b=1", "x=1x15,b=1", "x=0x8,b=1", "x=2x3x31,axis=1", "x=2x768,b=1", "x=3x33,b=1,outputs=3", "x=5x67,b=1,stash=f64", "x=3x33,b=1,outputs=3,stash=bf16"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer, DataSets.Offset]);

    public static void Build(CaseBuilder builder)
    {
        var dims = builder.Ints("x");
        var axis = builder.Int("axis", -1);
        var normalised = dims[(axis < 0 ? axis + dims.Length : axis)..];
        builder.Input("X", dims);
        builder.Drawn("Scale", builder.Type, DataSets.Positive, normalised);
        if (builder.Has("b"))
            builder.Drawn("B", builder.Type, DataSets.Uniform, normalised);
        builder.Attribute(NodeAttribute.Int("axis", axis));
        Stash.Build(builder);
        builder.Outputs(builder.Int("outputs", 1));
    }
}
