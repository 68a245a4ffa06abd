// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;

namespace Tengen.Reference.Families;

/// <summary>What shape rules of many operators share. Dims may be symbols.</summary>
internal static class ShapeRules
{
    /// <summary>Output 0 has the dtype and shape of input 0.</summary>
    public static void Same(ShapeContext context) => context.SetOutput(0, context.InputType(0), context.InputShape(0));

    /// <summary>The same of an operator along one axis.</summary>
    /// <param name="context">The node.</param>
    /// <param name="axis">What the attribute axis is when it is absent.</param>
    /// <exception cref="GraphException">The axis is out of range.</exception>
    public static void SameAlong(ShapeContext context, long axis)
    {
        if (context.InputShape(0) is { HasRank: true } shape)
            context.Axis(context.Attributes.Int("axis", axis), shape.Rank);
        Same(context);
    }

    /// <summary>True when the one may broadcast to the other, which stays as it is.</summary>
    public static bool MayBroadcastTo(Shape from, Shape to) =>
        !from.HasRank || !to.HasRank || (from.Rank <= to.Rank && from.Dims.Reverse().Zip(to.Dims.Reverse()).All(dims => dims.First == 1 || MayEqual(dims.First, dims.Second)));

    /// <summary>False when both are numbers and unlike.</summary>
    public static bool MayEqual(long left, long right) => left == right || Shape.IsSymbol(left) || Shape.IsSymbol(right);

    /// <summary>True unless ranks or known extents differ; both have a rank.</summary>
    public static bool MayEqual(Shape left, Shape right) => left.Rank == right.Rank && left.Dims.Zip(right.Dims, MayEqual).All(fits => fits);

    /// <summary>Output 0 is input 0 with every axis but the first two of extent 1.</summary>
    public static void Plane(ShapeContext context) => context.SetOutput(0, context.InputType(0), context.InputShape(0) is { HasRank: true } x
        ? new Shape([.. x.Dims.Select((dim, axis) => axis < 2 ? dim : 1)])
        : Shape.Unknown);

    /// <summary>An axis of the given rank; negative ones count from the back.</summary>
    /// <exception cref="GraphException">It is out of range.</exception>
    public static int Axis(this ShapeContext context, long axis, int rank, bool mayEqualRank = false) =>
        axis >= -rank && (axis < rank || (mayEqualRank && axis == rank))
            ? (int)(axis < 0 ? axis + rank : axis)
            : throw context.Error("axis", $"axis {axis} is out of range for rank {rank}");

    /// <summary>Numpy broadcasting of all inputs into output 0. Source: ONNX Broadcasting.md.</summary>
    public static void Broadcast(ShapeContext context) => Broadcast(context, context.InputType(0));

    /// <summary>The same with another dtype.</summary>
    public static void Broadcast(ShapeContext context, DType type)
    {
        var shape = context.InputShape(0);
        for (var i = 1; i < context.Node.Inputs.Length; i++)
            shape = Broadcast(context, shape, context.InputShape(i));
        context.SetOutput(0, type, shape);
    }

    public static Shape Broadcast(ShapeContext context, Shape left, Shape right)
    {
        if (!left.HasRank || !right.HasRank)
            return Shape.Unknown;
        var dims = new long[Math.Max(left.Rank, right.Rank)];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = Merge(context, Aligned(left, i - dims.Length), Aligned(right, i - dims.Length));
        return new Shape(dims);
    }

    private static long Aligned(Shape shape, int fromBack) => shape.Rank + fromBack >= 0 ? shape[shape.Rank + fromBack] : 1;

    private static long Merge(ShapeContext context, long left, long right)
    {
        if (left == right || right == 1)
            return left;
        if (left == 1)
            return right;
        if (Shape.IsSymbol(left))
            return Shape.IsSymbol(right) ? context.NewDim("broadcast of two symbols") : right;
        return Shape.IsSymbol(right) ? left : throw context.Error("broadcast", $"extents {left} and {right} do not broadcast");
    }

    /// <summary>Product of dims when all are numbers, the one dim when all others are 1, otherwise a new dim.</summary>
    public static long Product(ShapeContext context, ReadOnlySpan<long> dims)
    {
        long number = 1, symbol = 0;
        var symbols = 0;
        foreach (var dim in dims)
        {
            if (Shape.IsSymbol(dim))
                (symbol, symbols) = (dim, symbols + 1);
            else
                number = checked(number * dim);
        }
        return symbols == 0 || number == 0 ? number
            : symbols == 1 && number == 1 ? symbol
            : context.NewDim("product of extents");
    }

    /// <summary>The integers of an input that a shape rule may read, or null when they are not known now.</summary>
    public static ImmutableArray<long>? Known(this ShapeContext context, int input) =>
        context.HasInput(input) && context.InputValue(input) is { } tensor ? [.. Elements.Decoded.Longs(tensor)] : null;
}
