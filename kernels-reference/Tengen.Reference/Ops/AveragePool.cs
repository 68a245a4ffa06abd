// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The mean of each window. Source: ONNX AveragePool-22.</summary>
internal sealed class AveragePool : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "AveragePool",
        Versions = [7, 10, 11, 19, 22],
        Inputs = [new("X", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes =
        [
            .. Window.Attributes, new("kernel_shape", AttributeType.Ints, Required: true), new("ceil_mode", AttributeType.Int, 0),
            new("count_include_pad", AttributeType.Int, 0),
        ],
        Infer = Infer,
        Summary = "Y is the sum over the cells of the window inside X, divided by their number; with count_include_pad by the number of cells " +
            "inside X or its padding (cells that only ceil_mode reaches never count). ONNX AveragePool-22.",
    };

    public static ImmutableArray<string> Forms => ["reciprocal"];

    private static void Infer(ShapeContext context)
    {
        var x = context.InputShape(0);
        var kernel = context.Attributes.Ints("kernel_shape");
        if (x.HasRank && x.Rank != kernel.Length + 2)
            throw context.Error("rank", $"{x} has no {kernel.Length} spatial axes");
        context.SetOutput(0, context.InputType(0), x.HasRank ? Window.Infer(context, x, kernel.AsSpan(), x[1]) : Shape.Unknown);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Run(context, Mean.Divided);

    /// <summary><c>reciprocal</c>: the sum times the rounded reciprocal of the count.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Run(context, Mean.Multiplied);

    private static void Run<T>(KernelContext<T> context, Func<T[], int, T> mean) where T : unmanaged, INumber<T>
    {
        var x = context.Numbers(0);
        var pooling = new Pooling(context.Attributes, context.InputDims(0), context.OutputDims(0));
        var padded = context.Attributes.Int("count_include_pad", 0) != 0;
        context.Each(0, i =>
        {
            T[] terms = [.. pooling.Inside(i).Select(cell => x[cell])];
            return mean(terms, padded ? pooling.InsideOrPadding(i) : terms.Length);
        });
    }

    public static CaseSpace Cases { get; } = new(Types.Floats,
        [
            "x=1x3x9x9,k=3x3,strides=2x2,pads=1x1x1x1", "x=1x3x9x9,k=3x3,pads=1x1x1x1,include=1", "x=1x2x7x11,k=3x2,ceil=1,strides=2x2",
            "x=1x2x9x9,k=3x3,dilations=2x2", "x=1x3x17,k=5", "x=1x2x5x6x7,k=2x2x2", "x=1x2x9x8,k=3x3,auto=SAME_UPPER,strides=2x2",
            "x=1x2x9x8,k=2x2,auto=SAME_LOWER", "x=0x2x6x6,k=3x3", "x=1x8x7x7,k=7x7", "x=1x2x8x9,k=2x3,strides=2x1,pads=0x1x1x2",
        ],
        DataSets.Sums);

    public static void Build(CaseBuilder builder)
    {
        Windowed.Pooling(builder);
        builder.Attribute(NodeAttribute.Int("count_include_pad", builder.Int("include", 0)));
    }
}
