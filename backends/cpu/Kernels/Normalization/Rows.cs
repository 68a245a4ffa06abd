// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Sums and maxima of contiguous numbers, with several accumulators.</summary>
internal static unsafe class Rows
{
    public static float Max(float* x, int count)
    {
        var (first, second) = (Vector256.Create(float.NegativeInfinity), Vector256.Create(float.NegativeInfinity));
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            first = Vector256.Max(first, Vector256.Load(x + i));
            second = Vector256.Max(second, Vector256.Load(x + i + 8));
        }
        var vector = Vector256.Max(first, second);
        var value = float.NegativeInfinity;
        for (var lane = 0; lane < 8; lane++)
            value = MathF.Max(value, vector[lane]);
        for (; i < count; i++)
            value = MathF.Max(value, x[i]);
        return value;
    }

    /// <summary>Pairwise over blocks, so that the error grows with the logarithm of the count.</summary>
    public static float Sum(float* x, int count)
    {
        if (count > 512)
        {
            var half = count / 2 & -32;
            return Sum(x, half) + Sum(x + half, count - half);
        }
        var (first, second) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= count - 32; i += 32)
        {
            first += Vector256.Load(x + i);
            second += Vector256.Load(x + i + 8);
            third += Vector256.Load(x + i + 16);
            fourth += Vector256.Load(x + i + 24);
        }
        var sum = Simd.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    /// <summary>Sum of (x - <paramref name="shift"/>) squared.</summary>
    public static float SumOfSquares(float* x, float shift, int count)
    {
        var center = Vector256.Create(shift);
        var (first, second) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var (third, fourth) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= count - 32; i += 32)
        {
            first = AddSquare(Vector256.Load(x + i) - center, first);
            second = AddSquare(Vector256.Load(x + i + 8) - center, second);
            third = AddSquare(Vector256.Load(x + i + 16) - center, third);
            fourth = AddSquare(Vector256.Load(x + i + 24) - center, fourth);
        }
        var sum = Simd.Sum(first + second + (third + fourth));
        for (; i < count; i++)
            sum += (x[i] - shift) * (x[i] - shift);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> AddSquare(Vector256<float> value, Vector256<float> sum) => Simd.MultiplyAdd(value, value, sum);
}
