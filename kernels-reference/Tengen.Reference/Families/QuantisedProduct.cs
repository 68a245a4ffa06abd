// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Integer products of quantised tensors, whose zero points are subtracted first: sums of exact products. Source: ONNX QLinearMatMul-21, MatMulInteger-10, ConvInteger-10.</summary>
internal static class QuantisedProduct
{
    public static readonly ImmutableArray<DType> Operands = [DType.UInt8, DType.Int8];

    /// <summary>Element <c>i</c> of the product of the matrices at two inputs.</summary>
    /// <param name="context">The node.</param>
    /// <param name="a">Position of the left matrix, <paramref name="zeroOfA"/> that of its zero point: none, one, or one per row.</param>
    /// <param name="zeroOfA">See <paramref name="a"/>.</param>
    /// <param name="b">Position of the right matrix, <paramref name="zeroOfB"/> that of its zero point: none, one, or one per column.</param>
    /// <param name="zeroOfB">See <paramref name="b"/>.</param>
    public static Func<int, double> Matrices<T>(KernelContext<T> context, int a, int zeroOfA, int b, int zeroOfB) where T : unmanaged, INumber<T>
    {
        var (product, x, y) = (MatrixProduct.Of(context, a, b), context.Exact(a), context.Exact(b));
        var (zerosOfA, zerosOfB) = (context.HasInput(zeroOfA) ? context.Exact(zeroOfA) : [0.0], context.HasInput(zeroOfB) ? context.Exact(zeroOfB) : [0.0]);
        var (ofA, ofB) = (PerRow(context, zeroOfA), PerColumn(context, zeroOfB));
        return element =>
        {
            var (left, right) = product.Starts(element);
            var (zeroA, zeroB, sum) = (zerosOfA[ofA(element)], zerosOfB[ofB(element)], 0.0);
            for (var k = 0; k < product.Terms; k++)
                sum += (x[left + k] - zeroA) * (y[right + k * product.Columns] - zeroB);
            return sum;
        };
    }

    /// <summary>Which element of a scale or zero point of the left matrix belongs to a flat element of output 0: the one, or its row's.</summary>
    public static Func<int, int> PerRow<T>(KernelContext<T> context, int input) where T : unmanaged, INumber<T> =>
        !context.HasInput(input) || context.InputSize(input) == 1 ? static _ => 0
        : context.InputDims(input) is { Length: 1 } rows ? Located(new Broadcast([rows[0], 1], context.OutputDims(0)))
        : Located(Broadcast.Of(context, input));

    /// <summary>The same for the right matrix: the one, or its column's.</summary>
    public static Func<int, int> PerColumn<T>(KernelContext<T> context, int input) where T : unmanaged, INumber<T> =>
        !context.HasInput(input) || context.InputSize(input) == 1 ? static _ => 0 : Located(Broadcast.Of(context, input));

    /// <summary>Element <c>i</c> of the convolution of the tensors at two inputs; the zero point of the filter is none, one, or one per filter.</summary>
    public static Func<int, double> Convolution<T>(KernelContext<T> context, int input, int zeroOfInput, int filter, int zeroOfFilter) where T : unmanaged, INumber<T>
    {
        var (x, w, dims, filters, output) = (context.Exact(input), context.Exact(filter), context.InputDims(input), context.InputDims(filter), context.OutputDims(0));
        var zero = context.HasInput(zeroOfInput) ? context.Exact(zeroOfInput)[0] : 0;
        var zeros = context.HasInput(zeroOfFilter) ? context.Exact(zeroOfFilter) : [0.0];
        var perGroup = filters[0] / (int)context.Attributes.Int("group", 1);
        var window = new Window(context.Attributes, dims[2..], filters[2..], output[2..]);
        var plane = Grid.Count(dims.AsSpan()[2..]);
        return element =>
        {
            var (map, position) = Math.DivRem(element, window.Positions);
            var (image, m) = Math.DivRem(map, filters[0]);
            var (cells, sum) = (new int[window.Size], 0.0);
            window.Cells(position, cells);
            for (var channel = 0; channel < filters[1]; channel++)
                for (var cell = 0; cell < cells.Length; cell++)
                    if (cells[cell] >= 0)
                        sum += (x[(image * dims[1] + m / perGroup * filters[1] + channel) * plane + cells[cell]] - zero)
                            * (w[(m * filters[1] + channel) * cells.Length + cell] - zeros[zeros.Length == 1 ? 0 : m]);
            return sum;
        };
    }

    /// <summary>A sum times real scales, quantised to the type of output 0: rounded to nearest even, moved by the zero point, saturated.</summary>
    public static T Requantised<T>(KernelContext<T> context, T scaled, double zero) where T : unmanaged, INumber<T>
    {
        var type = context.OutputType(0);
        if (type.IsFloat)
            return scaled + T.Exact(zero);
        var moved = T.RoundToInteger(scaled, Ties.ToEven) + T.Exact(zero);
        return T.Min(T.Max(moved, T.Exact((double)Types.Smallest(type))), T.Exact((double)Types.Largest(type)));
    }

    private static Func<int, int> Located(Broadcast map) => element => map[element];
}
