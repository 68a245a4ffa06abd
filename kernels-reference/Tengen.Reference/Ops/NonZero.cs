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

/// <summary>The positions of elements that are not zero. Source: ONNX NonZero-13; numpy.nonzero.</summary>
internal sealed class NonZero : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Numeric, DType.Bool];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "NonZero",
        Versions = [9, 13],
        Inputs = [new("X", Supported, "T")],
        Outputs = [new("Y", [DType.Int64], "tensor(int64)")],
        ShapeInputs = [0],
        Infer = static context => context.SetOutput(0, DType.Int64, context.InputShape(0) is { HasRank: true, Rank: var rank }
            ? new Shape(rank, context.InputValue(0) is { } x ? Positions(x).LongCount() : context.NewDim("elements that are not zero", max: Most(context.InputShape(0))))
            : Shape.Unknown),
        Summary = "Column j of Y holds the coordinates of the j-th element that is not zero, in row-major order; a scalar has none, so Y has 0 rows. Zeros of either sign are zero. ONNX NonZero-13.",
    };

    private static long Most(Shape shape) => shape.IsStatic ? Shape.CountOf(shape.Dims.AsSpan()) : long.MaxValue;

    private static IEnumerable<long> Positions(Tensor x)
    {
        for (var i = 0L; i < x.Count; i++)
            if (Element.Real(x, i) != 0)
                yield return i;
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (dims, result) = (context.InputDims(0), context.Plain(0));
        long[] positions = [.. Positions(context.Input(0))];
        for (var j = 0; j < positions.Length; j++)
            foreach (var (axis, at) in Grid.At((int)positions[j], dims).Index())
                Element.SetInteger(result, axis * positions.Length + j, at);
    }

    public static CaseSpace Cases { get; } = new(Supported, ["x=5x7", "x=17", "x=2x3x5", "x=scalar", "x=0x3", "x=5x7,open=1", "x=33x257,open=1", "x=0x3,open=1"], [DataSets.ExactInt, DataSets.Ties]);

    public static void Build(CaseBuilder builder)
    {
        if (builder.Type.IsInteger)
            builder.Integers("X", builder.Type, 0, 2, builder.Ints("x"));
        else
            builder.Input("X", builder.Ints("x"));
        if (builder.Has("open"))
            builder.Open(1, Shape.CountOf(builder.Ints("x")));
        else
            builder.Freeze();
    }
}
