// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
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
        var variance = Rows.Center(x, mean, y, Count) / Count;
        var inverse = 1 / MathF.Sqrt(variance + Epsilon);
        if (Mean != null)
            Mean[item] = mean;
        if (InverseDeviation != null)
            InverseDeviation[item] = inverse;
        var i = 0;
        for (; i <= Count - Vector<float>.Count; i += Vector<float>.Count)
        {
            var value = Vector.Load(y + i) * new Vector<float>(inverse) * Vector.Load(Scale + i);
            (Bias == null ? value : value + Vector.Load(Bias + i)).Store(y + i);
        }
        for (; i < Count; i++)
            y[i] = y[i] * inverse * Scale[i] + (Bias == null ? 0 : Bias[i]);
    }
}
