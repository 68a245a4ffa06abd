// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>
/// Convolution of 3x3 filters by minimal filtering: 16 products give the 2x2 outputs of a tile. Y = A'[(G g G') * (B' d B)]A.
/// Source: Lavin and Gray, arXiv 1509.09308, section 4.1.
/// </summary>
internal static class Winograd
{
    private const int Side = 4;
    private const int Cells = Side * Side;

    /// <summary>Two spatial axes, a filter of 3x3, strides and dilations of 1.</summary>
    public static bool Fits<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var window = new WindowAttributes(context.Attributes, context.InputDims(1).Length - 2);
        return context.InputDims(1)[2..] is [3, 3] && window.Strides.Concat(window.Dilations).All(step => step == 1);
    }

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, w) = (context.Numbers(0), context.Numbers(1));
        var bias = context.HasInput(2) ? context.Numbers(2) : null;
        var (input, filter, output) = (context.InputDims(0), context.InputDims(1), context.OutputDims(0));
        var groups = (int)context.Attributes.Int("group", 1);
        var (channels, filters, plane) = (filter[1], filter[0] / groups, output[2] * output[3]);
        var window = new WindowAttributes(context.Attributes, 2);
        var (above, before) = (window.Pads(0, input[2], 3).Before, window.Pads(1, input[3], 3).Before);
        var spread = new T[filter[0] * channels * Cells];
        for (var i = 0; i < filter[0] * channels; i++)
            Spread(w.AsSpan(i * 9, 9), spread.AsSpan(i * Cells, Cells));

        context.Along(0, new Lines(output[0] * groups, filters, plane), (line, first, results) =>
        {
            var (image, position) = Math.DivRem(line, plane);
            var (row, column) = Math.DivRem(position, output[3]);
            var tiles = new T[channels * Cells];
            for (var channel = 0; channel < channels; channel++)
            {
                var origin = (image * channels + channel) * input[2] * input[3];
                Transform(Tile(x, origin, input[2], input[3], row / 2 * 2 - above, column / 2 * 2 - before), tiles.AsSpan(channel * Cells, Cells));
            }
            for (var i = 0; i < results.Length; i++)
            {
                var m = image % groups * filters + first + i;
                var value = Gathered(spread.AsSpan(m * channels * Cells, channels * Cells), tiles, channels, row % 2, column % 2);
                results[i] = bias is null ? value : value + bias[m];
            }
        });
    }

    private static T[] Tile<T>(T[] x, int origin, int height, int width, int top, int left) where T : unmanaged, INumber<T>
    {
        var tile = new T[Cells];
        for (var i = 0; i < Cells; i++)
        {
            var (row, column) = (top + i / Side, left + i % Side);
            tile[i] = row < 0 || row >= height || column < 0 || column >= width ? T.Exact(0) : x[origin + row * width + column];
        }
        return tile;
    }

    /// <summary>B'dB.</summary>
    private static void Transform<T>(T[] tile, Span<T> transformed) where T : unmanaged, INumber<T>
    {
        var half = new T[Cells];
        for (var column = 0; column < Side; column++)
            Line(tile, column, Side, half);
        for (var row = 0; row < Side; row++)
            Line(half, row * Side, 1, transformed);

        static void Line(ReadOnlySpan<T> from, int first, int step, Span<T> to)
        {
            var (a, b, c, d) = (from[first], from[first + step], from[first + 2 * step], from[first + 3 * step]);
            (to[first], to[first + step], to[first + 2 * step], to[first + 3 * step]) = (a - c, b + c, c - b, b - d);
        }
    }

    /// <summary>GgG'.</summary>
    private static void Spread<T>(ReadOnlySpan<T> filter, Span<T> spread) where T : unmanaged, INumber<T>
    {
        var half = new T[Side * 3];
        for (var column = 0; column < 3; column++)
            Line(filter, column, 3, half, column, 3);
        for (var row = 0; row < Side; row++)
            Line(half, row * 3, 1, spread, row * Side, 1);

        static void Line(ReadOnlySpan<T> from, int first, int step, Span<T> to, int start, int stride)
        {
            var (a, b, c) = (from[first], from[first + step], from[first + 2 * step]);
            to[start] = a;
            to[start + stride] = (a + b + c) * T.Exact(0.5);
            to[start + 2 * stride] = (a - b + c) * T.Exact(0.5);
            to[start + 3 * stride] = c;
        }
    }

    /// <summary>One element of A'MA, M being the products summed over the channels.</summary>
    private static T Gathered<T>(ReadOnlySpan<T> spread, ReadOnlySpan<T> tiles, int channels, int row, int column) where T : unmanaged, INumber<T>
    {
        Span<T> half = stackalloc T[Side];
        for (var i = 0; i < Side; i++)
            half[i] = Along(spread, tiles, channels, i, row);
        return Combined(half[0], half[1], half[2], half[3], column);
    }

    private static T Along<T>(ReadOnlySpan<T> spread, ReadOnlySpan<T> tiles, int channels, int column, int row) where T : unmanaged, INumber<T>
    {
        Span<T> products = stackalloc T[Side];
        for (var i = 0; i < Side; i++)
            products[i] = T.Dot(new Strided<T>(spread, i * Side + column, Cells, channels), new Strided<T>(tiles, i * Side + column, Cells, channels), T.Exact(0));
        return Combined(products[0], products[1], products[2], products[3], row);
    }

    private static T Combined<T>(T a, T b, T c, T d, int output) where T : unmanaged, INumber<T> => output == 0 ? a + b + c : b - c - d;
}
