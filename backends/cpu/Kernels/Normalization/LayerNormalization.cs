// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>Two passes over each row: mean, then the variance of the centred values. One item is one row.</summary>
internal unsafe struct LayerNormalization : IParallelBody
{
    public float* Input;
    public float* Output;

    /// <summary><see cref="Count"/> factors.</summary>
    public float* Scale;

    /// <summary><see cref="Count"/> summands, or null.</summary>
    public float* Bias;

    /// <summary>One per row, or null.</summary>
    public float* Mean;

    /// <summary>One per row, or null.</summary>
    public float* InverseDeviation;

    public int Count;
    public float Epsilon;

    public readonly void Run(int item, int worker)
    {
        var x = Input + (nint)item * Count;
        var y = Output + (nint)item * Count;
        var mean = Rows.Sum(x, Count) / Count;
        var variance = Rows.SumOfSquares(x, mean, Count) / Count;
        var inverse = 1 / MathF.Sqrt(variance + Epsilon);
        if (Mean != null)
            Mean[item] = mean;
        if (InverseDeviation != null)
            InverseDeviation[item] = inverse;
        Finish(x, y, mean, inverse);
    }

    private readonly void Finish(float* x, float* y, float mean, float inverse)
    {
        var scale = Scale;
        var bias = Bias;
        var count = Count;
        var (center, factor) = (Vector256.Create(mean), Vector256.Create(inverse));
        var i = 0;
        for (; i <= count - 8; i += 8)
        {
            var value = (Vector256.Load(x + i) - center) * factor;
            if (bias == null)
                (value * Vector256.Load(scale + i)).Store(y + i);
            else
                Simd.MultiplyAdd(value, Vector256.Load(scale + i), Vector256.Load(bias + i)).Store(y + i);
        }
        for (; i < count; i++)
        {
            var value = (x[i] - mean) * inverse * scale[i];
            y[i] = bias == null ? value : value + bias[i];
        }
    }
}
