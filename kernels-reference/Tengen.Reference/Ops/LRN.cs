// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Local response normalisation over neighbouring channels. Source: ONNX LRN-13; Krizhevsky et al. 2012.</summary>
internal sealed class LRN : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "LRN",
        Versions = [1, 13],
        Inputs = [new("X", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes =
        [
            new("alpha", AttributeType.Float, 1e-4f), new("beta", AttributeType.Float, 0.75f), new("bias", AttributeType.Float, 1f),
            new("size", AttributeType.Int, Required: true),
        ],
        Infer = GroupStatistics.Infer,
        Summary = "Y = X / (bias + alpha/size * sum of X^2)^beta; the sum runs over the channels from c - floor((size - 1)/2) to c + ceil((size - 1)/2) that exist. ONNX LRN-13.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, lines) = (context.Numbers(0), Lines.Along(context.InputDims(0), 1));
        var size = (int)context.Attributes.Int("size", 1);
        var (alpha, beta, bias) = (context.Attributes.Float("alpha", 1e-4f), context.Attributes.Float("beta", 0.75f), context.Attributes.Float("bias", 1));
        context.Each(0, i =>
        {
            var (line, channel) = lines.Locate(i);
            var (from, to) = (Math.Max(0, channel - (size - 1) / 2), Math.Min(lines.Length - 1, channel + size / 2));
            var region = new Strided<T>(x, lines.Start(line) + from * lines.Inner, lines.Inner, to - from + 1);
            var scaled = T.Exact(alpha) / T.Exact(size) * T.Dot(region, region, T.Exact(0));
            return x[i] / T.Pow(T.Exact(bias) + scaled, T.Exact(beta));
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats, ["x=2x7x5x5,size=3", "x=1x5x3,size=4", "x=1x3x2x2,size=9", "x=1x16x15,size=5,alpha=1", "x=0x3x4,size=3", "x=3x7,size=1,alpha=2"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Attribute(NodeAttribute.Int("size", builder.Int("size")));
        if (builder.Has("alpha"))
            builder.Attribute(NodeAttribute.Float("alpha", builder.Int("alpha")));
    }
}
