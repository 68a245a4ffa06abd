// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Where the terms of each element of a product of matrices lie: numpy.matmul over the last two axes, the others broadcast. Source: ONNX MatMul-13.</summary>
internal sealed class MatrixProduct
{
    private readonly Broadcast _left;
    private readonly Broadcast _right;

    private MatrixProduct(int[] left, int[] right, int[] output)
    {
        var (a, b) = (left.Length > 1 ? left : [1, left[0]], right.Length > 1 ? right : [right[0], 1]);
        (Rows, Terms, Columns) = (a[^2], a[^1], b[^1]);
        int[] batch = [.. output.SkipLast((left.Length > 1 ? 1 : 0) + (right.Length > 1 ? 1 : 0))];
        (_left, _right) = (new Broadcast(a.AsSpan()[..^2], batch), new Broadcast(b.AsSpan()[..^2], batch));
    }

    public int Rows { get; }

    public int Terms { get; }

    public int Columns { get; }

    public static MatrixProduct Of<T>(KernelContext<T> context, int left, int right) where T : unmanaged, INumber<T> =>
        new(context.InputDims(left), context.InputDims(right), context.OutputDims(0));

    /// <summary>The first terms of a flat element. Those on the left follow at 1, those on the right at <see cref="Columns"/>.</summary>
    public (int Left, int Right) Starts(int element)
    {
        var (line, column) = Math.DivRem(element, Columns);
        var (matrix, row) = Math.DivRem(line, Rows);
        return ((_left[matrix] * Rows + row) * Terms, _right[matrix] * Terms * Columns + column);
    }

    public static void Infer(ShapeContext context, int first, int second, DType type)
    {
        var (a, b) = (context.InputShape(first), context.InputShape(second));
        if (!a.HasRank || !b.HasRank)
        {
            context.SetOutput(0, type, Shape.Unknown);
            return;
        }
        if (a.Rank == 0 || b.Rank == 0)
            throw context.Error("rank", "a scalar is no matrix");
        var (left, right) = (a[a.Rank - 1], b[Math.Max(0, b.Rank - 2)]);
        if (left != right && !Shape.IsSymbol(left) && !Shape.IsSymbol(right))
            throw context.Error("dims", $"{a} and {b} do not multiply: {left} columns meet {right} rows");
        var batch = ShapeRules.Broadcast(context, new Shape(a.Dims[..Math.Max(0, a.Rank - 2)]), new Shape(b.Dims[..Math.Max(0, b.Rank - 2)]));
        ImmutableArray<long> rows = a.Rank > 1 ? [a[a.Rank - 2]] : [];
        ImmutableArray<long> columns = b.Rank > 1 ? [b[b.Rank - 1]] : [];
        context.SetOutput(0, type, new Shape([.. batch.Dims, .. rows, .. columns]));
    }
}
