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

    public static float Sum(float* x, int count)
    {
        var (first, second) = (Vector256<float>.Zero, Vector256<float>.Zero);
        var i = 0;
        for (; i <= count - 16; i += 16)
        {
            first += Vector256.Load(x + i);
            second += Vector256.Load(x + i + 8);
        }
        var sum = Vector256.Sum(first + second);
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
            sums = Vector256.MultiplyAddEstimate(value, value, sums);
            value.Store(y + i);
        }
        var sum = Vector256.Sum(sums);
        for (; i < count; i++)
        {
            y[i] = x[i] - shift;
            sum += y[i] * y[i];
        }
        return sum;
    }
}
