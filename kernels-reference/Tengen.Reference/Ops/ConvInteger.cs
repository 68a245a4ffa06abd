// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Convolution of 8-bit integers into 32 bits. Source: ONNX ConvInteger-10.</summary>
internal sealed class ConvInteger : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "ConvInteger",
        Versions = [10],
        Inputs =
        [
            new("x", QuantisedProduct.Operands, "T1"), new("w", QuantisedProduct.Operands, "T2"),
            new("x_zero_point", QuantisedProduct.Operands, "T1", Optional: true), new("w_zero_point", QuantisedProduct.Operands, "T2", Optional: true),
        ],
        Outputs = [new("y", [DType.Int32], "T3")],
        Attributes = [.. Window.Attributes, new("group", AttributeType.Int, 1), new("kernel_shape", AttributeType.Ints)],
        Infer = static context => Window.Convolution(context, 0, 1, DType.Int32),
        Summary = "As Conv over x - x_zero_point and w - w_zero_point (one number, or one per filter), the padding being x_zero_point. Exact modulo 2^32. ONNX ConvInteger-10.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (convolution, result) = (QuantisedProduct.Convolution(context, 0, 2, 1, 3), context.Plain(0));
        for (var i = 0; i < result.Count; i++)
            Element.SetInteger(result, i, (Int128)convolution(i));
    }

    public static CaseSpace Cases { get; } = new(QuantisedProduct.Operands,
        [
            "x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1,zero=1", "x=2x8x7x7,w=16x8x1x1", "x=1x6x9x9,w=6x1x3x3,group=6,pads=1x1x1x1,zero=6", "x=1x4x10x12,w=4x2x3x3,group=2,dilations=2x2,zero=1,filter=i8",
            "x=2x3x19,w=4x3x5,pads=2x1,strides=2,zero=1", "x=0x3x5x5,w=2x3x3x3", "x=2x3x8x9,w=4x3x2x3,strides=2x3,pads=1x0x2x1,dilations=1x2,zero=4",
        ], [DataSets.ExactInt]);

    public static void Build(CaseBuilder builder)
    {
        var filter = QuantisedCases.Type(builder, "filter");
        QuantisedCases.Tensor(builder, "x", builder.Type, builder.Ints("x"));
        QuantisedCases.Tensor(builder, "w", filter, builder.Ints("w"));
        if (builder.Has("zero"))
        {
            QuantisedCases.Zero(builder, "x_zero_point", builder.Type);
            QuantisedCases.Zero(builder, "w_zero_point", filter, builder.Int("zero") > 1 ? builder.Ints("zero") : []);
        }
        Windowed.Attributes(builder);
        builder.Attribute(NodeAttribute.Int("group", builder.Int("group", 1)));
    }
}
