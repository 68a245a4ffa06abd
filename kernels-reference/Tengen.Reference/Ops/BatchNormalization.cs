// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Normalisation of channels. Source: ONNX BatchNormalization-15; Ioffe and Szegedy, arXiv 1502.03167.</summary>
internal sealed class BatchNormalization : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "BatchNormalization",
        Versions = [7, 9, 14, 15],
        Inputs =
        [
            new("X", Types.Floats, "T"), new("scale", Types.Floats, "T1"), new("B", Types.Floats, "T1"),
            new("input_mean", Types.Floats, "T2"), new("input_var", Types.Floats, "T2"),
        ],
        Outputs =
        [
            new("Y", Types.Floats, "T"), new("running_mean", Types.Floats, "T2", Optional: true), new("running_var", Types.Floats, "T2", Optional: true),
        ],
        Attributes = [new("epsilon", AttributeType.Float, 1e-5f), new("momentum", AttributeType.Float, 0.9f), new("training_mode", AttributeType.Int, 0)],
        Upgrade = Upgrade,
        Infer = context =>
        {
            ShapeRules.Same(context);
            context.SetOutput(1, context.InputType(3), context.InputShape(3));
            context.SetOutput(2, context.InputType(4), context.InputShape(4));
        },
        Summary = "Y = (X - mean) / sqrt(var + epsilon) * scale + B, all per channel (axis 1). In training mode mean and population variance are " +
            "the batch's own, and the running ones are running * momentum + batch * (1 - momentum). ONNX BatchNormalization-15.",
    };

    public static ImmutableArray<string> Forms => ["folded"];

    private static void Upgrade(UpgradeContext context)
    {
        var node = context.Node;
        if (node.Version >= 14)
            return;
        if (Enumerable.Range(1, 4).Any(node.HasOutput))
            throw context.Error("training outputs before version 14 have another meaning");
        if (node.Version < 9 && node.Attributes.Int("spatial", 1) == 0)
            throw context.Error("spatial = 0 (statistics per element) exists before version 9 only");
        context.Node = node with { Outputs = [node.Outputs[0]], Attributes = node.Attributes.Without("spatial") };
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (scale, bias) = (context.Numbers(1), context.Numbers(2));
        Run(context, (x, channel, mean, deviation) => (x - mean) / deviation * scale[channel] + bias[channel]);
    }

    /// <summary><c>folded</c>: x times scale/deviation, plus bias - mean times scale/deviation.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T>
    {
        var (scale, bias) = (context.Numbers(1), context.Numbers(2));
        Run(context, (x, channel, mean, deviation) =>
        {
            var factor = scale[channel] / deviation;
            return x * factor + (bias[channel] - mean * factor);
        });
    }

    private delegate T Normalise<T>(T x, int channel, T mean, T deviation);

    private static void Run<T>(KernelContext<T> context, Normalise<T> normalise) where T : unmanaged, INumber<T>
    {
        var (x, means, variances) = (context.Numbers(0), context.Numbers(3), context.Numbers(4));
        var lines = Lines.Along(context.InputDims(0), 1);
        var epsilon = T.Exact(context.Attributes.Float("epsilon", 1e-5f));
        var momentum = context.Attributes.Float("momentum", 0.9f);
        var training = context.Attributes.Int("training_mode", 0) != 0;
        context.Each(0, i =>
        {
            var channel = lines.Locate(i).Position;
            var (mean, variance) = training ? Statistics(x, lines, channel) : (means[channel], variances[channel]);
            return normalise(x[i], channel, mean, T.Apply(Function.Sqrt, variance + epsilon));
        });
        context.Each(1, channel => Running(means[channel], Statistics(x, lines, channel).Mean, momentum));
        context.Each(2, channel => Running(variances[channel], Statistics(x, lines, channel).Variance, momentum));
    }

    private static T Running<T>(T before, T batch, float momentum) where T : unmanaged, INumber<T> =>
        before * T.Exact(momentum) + batch * T.Exact(1 - momentum);

    private static (T Mean, T Variance) Statistics<T>(T[] x, Lines lines, int channel) where T : unmanaged, INumber<T>
    {
        var terms = new T[lines.Count];
        for (var line = 0; line < terms.Length; line++)
            terms[line] = x[lines.Start(line) + channel * lines.Inner];
        var mean = Mean.Divided(terms, terms.Length);
        for (var i = 0; i < terms.Length; i++)
            terms[i] -= mean;
        return (mean, T.Dot(new Strided<T>(terms), new Strided<T>(terms), T.Exact(0)) / T.Exact(terms.Length));
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=2x5x7x7", "x=1x3x1x1", "x=4x17", "x=1x8x13", "x=0x3x4", "x=2x3x5x5,training=1", "x=1x16x15x17"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        var dims = builder.Ints("x");
        builder.Input("X", dims);
        builder.Drawn("scale", builder.Type, DataSets.Positive, dims[1]);
        builder.Drawn("B", builder.Type, DataSets.Uniform, dims[1]);
        builder.Drawn("input_mean", builder.Type, DataSets.Uniform, dims[1]);
        builder.Drawn("input_var", builder.Type, DataSets.Positive, dims[1]);
        builder.Attribute(NodeAttribute.Int("training_mode", builder.Int("training", 0)));
        builder.Outputs(builder.Int("training", 0) == 0 ? 1 : 3);
    }
}
