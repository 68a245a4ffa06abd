// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The same elements under other dims. Source: ONNX Reshape-25.</summary>
internal sealed class Reshape : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Reshape",
        Versions = [5, 13, 14, 19, 21, 23, 24, 25],
        Inputs = [new("data", Types.Any, "T"), new("shape", [DType.Int64], "shape")],
        Outputs = [new("reshaped", Types.Any, "T")],
        Attributes = [new("allowzero", AttributeType.Int, 0)],
        ShapeInputs = [1],
        Infer = Infer,
        Summary = "Elements keep their row-major order. In shape, -1 (once) takes what is left and 0 copies the input's dim, " +
            "or with allowzero = 1 is an extent of 0. ONNX Reshape-25.",
    };

    private static void Infer(ShapeContext context)
    {
        var input = context.InputShape(0);
        if (context.Known(1) is not { } target)
        {
            context.SetOutput(0, context.InputType(0), OfUnknownTarget(context));
            return;
        }
        var dims = new long[target.Length];
        for (var axis = 0; axis < dims.Length; axis++)
            dims[axis] = Dim(context, input, target[axis], axis);
        var rest = target.IndexOf(-1);
        if (rest >= 0)
            dims[rest] = input.HasRank ? Rest(context, input.Dims, dims, rest) : context.NewDim("reshape of unknown rank");
        else if (input.IsStatic && Shape.CountOf(input.Dims.AsSpan()) != Shape.CountOf(dims))
            throw context.Error("count", $"{input} has {Shape.CountOf(input.Dims.AsSpan())} elements, [{string.Join(',', target)}] has {Shape.CountOf(dims)}");
        context.SetOutput(0, context.InputType(0), new Shape(dims));
    }

    private static Shape OfUnknownTarget(ShapeContext context)
    {
        var rank = context.InputShape(1);
        return rank.IsStatic && rank.Rank == 1
            ? new Shape([.. Enumerable.Range(0, (int)rank[0]).Select(axis => context.NewDim($"dim {axis} of a computed shape"))])
            : Shape.Unknown;
    }

    private static long Dim(ShapeContext context, Shape input, long target, int axis) => target switch
    {
        -1 => 1,
        < -1 => throw context.Error("shape", $"{target} is no dim"),
        0 when context.Attributes.Int("allowzero", 0) == 0 => axis < input.Rank
            ? input[axis]
            : throw context.Error("shape", $"0 at axis {axis} copies a dim that {input} does not have"),
        _ => target,
    };

    private static long Rest(ShapeContext context, ImmutableArray<long> input, long[] dims, int rest)
    {
        var (above, below) = (input.ToList(), dims.Where((_, axis) => axis != rest).ToList());
        foreach (var dim in below.Where(Shape.IsSymbol).ToArray())
            if (above.Remove(dim))
                below.Remove(dim);
        if (below.Any(Shape.IsSymbol))
            return context.NewDim("reshape over symbols");
        var divisor = Shape.CountOf(below.ToArray());
        if (above.Any(Shape.IsSymbol))
            return divisor == 1 ? ShapeRules.Product(context, above.ToArray()) : context.NewDim("reshape over symbols");
        var count = Shape.CountOf(above.ToArray());
        return divisor != 0 && count % divisor == 0
            ? count / divisor
            : throw context.Error("count", $"{count} elements do not divide by {divisor}");
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Movement.Copy(context);

    public static CaseSpace Cases { get; } = new(Movement.NarrowCaseTypes,
        ["x=2x3x5,to=6x5", "x=2x3x5,to=-1", "x=2x3x5,to=0x-1", "x=1,to=scalar", "x=3x0x2,to=0x0x7,allowzero=1"], DataSets.Moves);

    public static void Build(CaseBuilder builder)
    {
        var shape = builder.Ints("to");
        builder.Input("data", builder.Ints("x"));
        builder.Constant("shape", Tensor.Of<long>(shape, shape.Length));
        builder.Attribute(NodeAttribute.Int("allowzero", builder.Int("allowzero", 0)));
    }
}
