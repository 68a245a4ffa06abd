// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Sums and maxima of contiguous numbers, with several accumulators.</summary>
internal static unsafe class Rows
{
    public static float Max(float* x, int count)
    {
        var vector = Vector256.Create(float.NegativeInfinity);
        var i = 0;
        for (; i <= count - 8; i += 8)
            vector = Vector256.Max(vector, Vector256.Load(x + i));
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

    /// <summary>y = x - <paramref name="shift"/>; gives the sum of y squared.</summary>
    public static float Center(float* x, float shift, float* y, int count)
    {
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var value = Vector256.Load(x + i) - Vector256.Create(shift);
            sums = Simd.MultiplyAdd(value, value, sums);
            value.Store(y + i);
        }
        var sum = Simd.Sum(sums);
        for (; i < count; i++)
        {
            y[i] = x[i] - shift;
            sum += y[i] * y[i];
        }
        return sum;
    }
}
