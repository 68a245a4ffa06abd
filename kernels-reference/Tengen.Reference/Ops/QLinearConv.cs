// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Convolution of quantised tensors. Source: ONNX QLinearConv-10.</summary>
internal sealed class QLinearConv : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "QLinearConv",
        Versions = [10],
        Inputs =
        [
            new("x", QuantisedProduct.Operands, "T1"), new("x_scale", [DType.Float32], "tensor(float)"), new("x_zero_point", QuantisedProduct.Operands, "T1"),
            new("w", QuantisedProduct.Operands, "T2"), new("w_scale", [DType.Float32], "tensor(float)"), new("w_zero_point", QuantisedProduct.Operands, "T2"),
            new("y_scale", [DType.Float32], "tensor(float)"), new("y_zero_point", QuantisedProduct.Operands, "T3"), new("B", [DType.Int32], "T4", Optional: true),
        ],
        Outputs = [new("y", QuantisedProduct.Operands, "T3")],
        Attributes = [.. Window.Attributes, new("group", AttributeType.Int, 1), new("kernel_shape", AttributeType.Ints)],
        Infer = static context => Window.Convolution(context, 0, 3, context.InputType(7)),
        Summary = "y = saturate(round((conv(x - x_zero_point, w - w_zero_point) + B) * x_scale * w_scale / y_scale) + y_zero_point), ties to even, B in units of x_scale * w_scale. " +
            "Exact where the scales multiply exactly; elsewhere a tie that their rounding decides is open. ONNX QLinearConv-10.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var convolution = QuantisedProduct.Convolution(context, 0, 2, 3, 5);
        var (scale, filterScale, outputScale) = (context.Numbers(1)[0], context.Numbers(4), context.Numbers(6)[0]);
        var bias = context.HasInput(8) ? context.Exact(8) : null;
        var (zero, maps, plane) = (context.Exact(7)[0], context.OutputDims(0)[1], Grid.Count(context.OutputDims(0).AsSpan()[2..]));
        context.Each(0, i =>
        {
            var m = i / plane % maps;
            var scaled = T.Exact(convolution(i) + (bias?[m] ?? 0)) * (scale * filterScale[filterScale.Length == 1 ? 0 : m] / outputScale);
            return QuantisedProduct.Requantised(context, scaled, zero);
        });
    }

    public static CaseSpace Cases { get; } = new(QuantisedProduct.Operands,
        ["x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1", "x=2x8x7x7,w=16x8x1x1,b=1", "x=1x6x9x9,w=6x1x3x3,group=6,pads=1x1x1x1,each=6", "x=2x3x19,w=4x3x5,strides=2,b=1", "x=0x3x5x5,w=2x3x3x3"], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        long[] each = builder.Has("each") ? builder.Ints("each") : [];
        QuantisedCases.Tensor(builder, "x", builder.Type, builder.Ints("x"));
        QuantisedCases.Scale(builder, "x_scale", ofOutput: false);
        QuantisedCases.Zero(builder, "x_zero_point", builder.Type);
        QuantisedCases.Tensor(builder, "w", DType.Int8, builder.Ints("w"));
        QuantisedCases.Scale(builder, "w_scale", ofOutput: false, each);
        QuantisedCases.Zero(builder, "w_zero_point", DType.Int8, each);
        QuantisedCases.Scale(builder, "y_scale", ofOutput: true);
        QuantisedCases.Zero(builder, "y_zero_point", builder.Type);
        if (builder.Has("b"))
            builder.Integers("B", DType.Int32, -5000, 5000, builder.Ints("w")[0]);
        Windowed.Attributes(builder);
        builder.Attribute(NodeAttribute.Int("group", builder.Int("group", 1)));
    }
}
