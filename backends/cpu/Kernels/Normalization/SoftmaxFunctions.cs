// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Kernels.Elementwise;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>e^(x - max) over its sum.</summary>
internal readonly unsafe struct SoftmaxFunction : ILineFunction<float>, ILineFunction<double>
{
    public void Invoke(float* x, float* y, int count)
    {
        var sum = Exponentials.Sum(x, y, Rows<float>.Max(x, count), count);
        var inverse = 1 / sum;
        var i = 0;
        for (; i <= count - 8; i += 8)
            (Vector256.Load(y + i) * inverse).Store(y + i);
        for (; i < count; i++)
            y[i] *= inverse;
    }

    public void Invoke(double* x, double* y, int count)
    {
        var sum = Exponentials.Sum(x, y, Rows<double>.Max(x, count), count);
        for (var i = 0; i < count; i++)
            y[i] /= sum;
    }
}

/// <summary>x - max - ln of the sum of e^(x - max).</summary>
internal readonly unsafe struct LogSoftmaxFunction : ILineFunction<float>, ILineFunction<double>
{
    public void Invoke(float* x, float* y, int count)
    {
        var max = Rows<float>.Max(x, count);
        var log = (float)Math.Log(Exponentials.Sum(x, null, max, count));
        for (var i = 0; i < count; i++)
            y[i] = x[i] - max - log;
    }

    public void Invoke(double* x, double* y, int count)
    {
        var max = Rows<double>.Max(x, count);
        var log = Math.Log(Exponentials.Sum(x, null, max, count));
        for (var i = 0; i < count; i++)
            y[i] = x[i] - max - log;
    }
}

internal static unsafe class Exponentials
{
    /// <summary>The sum of e^(x - <paramref name="shift"/>); the summands go to <paramref name="y"/> unless it is null.</summary>
    public static float Sum(float* x, float* y, float shift, int count)
    {
        var sums = Vector256<float>.Zero;
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var e = VectorMath.Exp(Vector256.Load(x + i) - Vector256.Create(shift));
            sums += e;
            if (y != null)
                e.Store(y + i);
        }
        var sum = Simd.Sum(sums);
        if (i == count)
            return sum;
        var tail = stackalloc float[8];
        for (var lane = 0; lane < 8; lane++)
            tail[lane] = i + lane < count ? x[i + lane] - shift : 0;
        VectorMath.Exp(Vector256.Load(tail)).Store(tail);
        for (var lane = 0; i + lane < count; lane++)
        {
            sum += tail[lane];
            if (y != null)
                y[i + lane] = tail[lane];
        }
        return sum;
    }

    /// <inheritdoc cref="Sum(float*, float*, float, int)"/>
    public static double Sum(double* x, double* y, double shift, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            var e = Math.Exp(x[i] - shift);
            sum += e;
            if (y != null)
                y[i] = e;
        }
        return sum;
    }
}
