// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Sums and maxima of contiguous numbers, with several accumulators; sums pairwise over blocks, so that the error grows with the logarithm of the count.</summary>
internal static unsafe class Rows<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Block = 512;

    /// <summary>The greatest; NaN wins, none gives -Inf.</summary>
    public static T Max(T* x, int count)
    {
        var value = T.NegativeInfinity;
        var i = 0;
        if (count >= 2 * Vector<T>.Count)
        {
            var (first, second) = (new Vector<T>(value), new Vector<T>(value));
            for (; i <= count - 2 * Vector<T>.Count; i += 2 * Vector<T>.Count)
            {
                first = Vector.Max(first, Vector.Load(x + i));
                second = Vector.Max(second, Vector.Load(x + i + Vector<T>.Count));
            }
            first = Vector.Max(first, second);
            for (var lane = 0; lane < Vector<T>.Count; lane++)
                value = T.Max(value, first[lane]);
        }
        for (; i < count; i++)
            value = T.Max(value, x[i]);
        return value;
    }

    public static T Sum(T* x, int count)
    {
        if (count > Block)
        {
            var half = count / 2 & -32;
            return Sum(x, half) + Sum(x + half, count - half);
        }
        var (first, second, third, fourth) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= count - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
        {
            first += Vector.Load(x + i);
            second += Vector.Load(x + i + Vector<T>.Count);
            third += Vector.Load(x + i + 2 * Vector<T>.Count);
            fourth += Vector.Load(x + i + 3 * Vector<T>.Count);
        }
        var sum = Vector.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    public static T SumOfSizes(T* x, int count)
    {
        if (count > Block)
            return SumOfSizes(x, count / 2) + SumOfSizes(x + count / 2, count - count / 2);
        var sum = T.Zero;
        for (var i = 0; i < count; i++)
            sum += T.Abs(x[i]);
        return sum;
    }

    /// <summary>Sum of (x - <paramref name="shift"/>) squared.</summary>
    public static T SumOfSquares(T* x, T shift, int count)
    {
        if (count > Block)
        {
            var half = count / 2 & -32;
            return SumOfSquares(x, shift, half) + SumOfSquares(x + half, shift, count - half);
        }
        var center = new Vector<T>(shift);
        var (first, second, third, fourth) = (Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero, Vector<T>.Zero);
        var i = 0;
        for (; i <= count - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
        {
            first += Square(Vector.Load(x + i) - center);
            second += Square(Vector.Load(x + i + Vector<T>.Count) - center);
            third += Square(Vector.Load(x + i + 2 * Vector<T>.Count) - center);
            fourth += Square(Vector.Load(x + i + 3 * Vector<T>.Count) - center);
        }
        var sum = Vector.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += (x[i] - shift) * (x[i] - shift);
        return sum;
    }

    private static Vector<T> Square(Vector<T> x) => x * x;
}
