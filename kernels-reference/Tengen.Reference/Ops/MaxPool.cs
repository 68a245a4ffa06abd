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

/// <summary>The largest element of each window. Source: ONNX MaxPool-22.</summary>
internal sealed class MaxPool : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, DType.Int8, DType.UInt8];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "MaxPool",
        Versions = [1, 8, 10, 11, 12, 22],
        Inputs = [new("X", Supported, "T")],
        Outputs = [new("Y", Supported, "T"), new("Indices", [DType.Int64], "I", Optional: true)],
        Attributes =
        [
            .. Window.Attributes, new("kernel_shape", AttributeType.Ints, Required: true), new("ceil_mode", AttributeType.Int, 0),
            new("storage_order", AttributeType.Int, 0),
        ],
        Infer = Infer,
        Summary = "Y is the maximum over the cells of the window that lie inside X: exact. NaN gives NaN. Indices are flat positions of the first " +
            "maximum in X, spatial axes row-major or (storage_order 1) column-major. ONNX MaxPool-22.",
    };

    private static void Infer(ShapeContext context)
    {
        var x = context.InputShape(0);
        var kernel = context.Attributes.Ints("kernel_shape");
        if (x.HasRank && x.Rank != kernel.Length + 2)
            throw context.Error("rank", $"{x} has no {kernel.Length} spatial axes");
        var shape = x.HasRank ? Window.Infer(context, x, kernel.AsSpan(), x[1]) : Shape.Unknown;
        context.SetOutput(0, context.InputType(0), shape);
        context.SetOutput(1, DType.Int64, shape);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var pooling = new Pooling(context.Attributes, context.InputDims(0), context.OutputDims(0));
        if (context.OutputType(0).IsFloat)
        {
            var x = context.Numbers(0);
            context.Each(0, i => Largest(x, pooling.Inside(i)));
        }
        else
        {
            var (x, y) = (context.Integers(0), context.Plain(0));
            for (var i = 0; i < y.Count; i++)
                Element.SetInteger(y, i, pooling.Inside(i).Max(cell => x[cell]));
        }
        if (context.HasOutput(1))
            Positions(context, pooling);
    }

    private static T Largest<T>(T[] x, int[] cells) where T : unmanaged, INumber<T>
    {
        var largest = x[cells[0]];
        for (var i = 1; i < cells.Length; i++)
            largest = T.Max(largest, x[cells[i]]);
        return largest;
    }

    private static void Positions<T>(KernelContext<T> context, Pooling pooling) where T : unmanaged, INumber<T>
    {
        var (x, indices) = (context.Exact(0), context.Plain(1));
        var columns = context.Attributes.Int("storage_order", 0) != 0;
        for (var i = 0; i < indices.Count; i++)
        {
            var first = pooling.Inside(i).MaxBy(cell => x[cell]);
            Element.SetInteger(indices, i, columns ? pooling.ColumnMajor(first) : first);
        }
    }

    public static CaseSpace Cases { get; } = new(Supported,
        [
            "x=1x3x9x9,k=3x3,strides=2x2,pads=1x1x1x1", "x=2x4x8x8,k=2x2,strides=2x2", "x=1x2x7x11,k=3x2,ceil=1,strides=2x2", "x=1x2x9x9,k=3x3,dilations=2x2",
            "x=1x3x17,k=5", "x=1x2x5x6x7,k=2x2x2", "x=1x2x9x8,k=3x3,auto=SAME_UPPER,strides=2x2", "x=1x2x9x8,k=2x2,auto=SAME_LOWER",
            "x=1x2x6x6,k=2x2,outputs=2", "x=1x2x6x6,k=3x3,outputs=2,order=1", "x=0x2x6x6,k=3x3", "x=1x1x13x13,k=3x3,strides=2x2,auto=VALID",
            "x=1x2x8x9,k=2x3,strides=2x1,pads=0x1x1x2,dilations=1x2",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Subnormal, DataSets.Overflow, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        Windowed.Pooling(builder);
        builder.Outputs(builder.Int("outputs", 1));
        builder.Attribute(NodeAttribute.Int("storage_order", builder.Int("order", 0)));
    }
}
