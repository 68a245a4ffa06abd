// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The norm of each window. Source: ONNX LpPool-22.</summary>
internal sealed class LpPool : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "LpPool",
        Versions = [2, 11, 18, 22],
        Inputs = [new("X", Types.Floats, "T")],
        Outputs = [new("Y", Types.Floats, "T")],
        Attributes = [.. Window.Attributes, new("kernel_shape", AttributeType.Ints, Required: true), new("ceil_mode", AttributeType.Int, 0), new("p", AttributeType.Int, 2)],
        Infer = context =>
        {
            var (x, kernel) = (context.InputShape(0), context.Attributes.Ints("kernel_shape"));
            if (x.HasRank && x.Rank != kernel.Length + 2)
                throw context.Error("rank", $"{x} has no {kernel.Length} spatial axes");
            context.SetOutput(0, context.InputType(0), x.HasRank ? Window.Infer(context, x, kernel.AsSpan(), x[1]) : Shape.Unknown);
        },
        Summary = "Y = (sum of |X|^p)^(1/p) over the cells of the window inside X. Sums run in any order. ONNX LpPool-22.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, pooling, p) = (context.Numbers(0), new Pooling(context.Attributes, context.InputDims(0), context.OutputDims(0)), context.Attributes.Int("p", 2));
        context.Each(0, i => Norm([.. pooling.Inside(i).Select(cell => T.Abs(x[cell]))], p));
    }

    private static T Norm<T>(T[] magnitudes, long p) where T : unmanaged, INumber<T> => p switch
    {
        1 => T.Sum(new Strided<T>(magnitudes)),
        2 => T.Apply(Function.Sqrt, Folds.SumOfSquares(magnitudes)),
        _ => T.Pow(T.Sum(new Strided<T>(Array.ConvertAll(magnitudes, value => T.Pow(value, T.Exact(p))))), T.Exact(1) / T.Exact(p)),
    };

    public static CaseSpace Cases { get; } = new(Types.Floats,
        ["x=1x3x9x9,k=3x3,strides=2x2,pads=1x1x1x1", "x=1x2x7x11,k=3x2,ceil=1,strides=2x2,p=1", "x=1x2x9x9,k=3x3,dilations=2x2", "x=1x3x17,k=5,p=3", "x=0x2x6x6,k=3x3"],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Positive, DataSets.NanTracer]);

    public static void Build(CaseBuilder builder)
    {
        Windowed.Pooling(builder);
        builder.Attribute(NodeAttribute.Int("p", builder.Int("p", 2)));
    }
}
