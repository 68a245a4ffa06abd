// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>
/// Rows brought to mean 0 and variance 1, in two passes: the mean, then the variance of the centred values; then scaled and shifted, by
/// factors of each element or of each segment. One item is one row.
/// </summary>
internal unsafe struct Standardization<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Input;
    public T* Output;

    /// <summary>Null = none.</summary>
    public T* Scale;

    /// <summary>Null = none.</summary>
    public T* Bias;

    /// <summary>One per row, or null.</summary>
    public T* Mean;

    /// <summary>One per row, or null.</summary>
    public T* InverseDeviation;

    /// <summary>Elements of a row.</summary>
    public int Count;

    /// <summary>Elements that share one scale and bias, the channels going round; 0 = each element of a row has its own.</summary>
    public int Segment;

    public int Channels;

    public T Epsilon;

    /// <summary>Takes the mean out; otherwise only the root mean square is brought to 1.</summary>
    public bool IsCentered;

    public readonly void Run(int item, int worker)
    {
        var x = Input + (nint)item * Count;
        var y = Output + (nint)item * Count;
        var count = T.CreateTruncating(Count);
        var mean = IsCentered ? Rows<T>.Sum(x, Count) / count : T.Zero;
        var inverse = T.One / T.Sqrt(Rows<T>.SumOfSquares(x, mean, Count) / count + Epsilon);
        if (Mean != null)
            Mean[item] = mean;
        if (InverseDeviation != null)
            InverseDeviation[item] = inverse;
        if (Segment == 0)
            ByElement(x, y, Scale, Bias, Count, mean, inverse);
        else
            for (var at = 0; at < Count; at += Segment)
            {
                var channel = (int)(((nint)item * Count + at) / Segment % Channels);
                ByChannel(x + at, y + at, Segment, mean, inverse, Scale[channel], Bias[channel]);
            }
    }

    private static void ByElement(T* x, T* y, T* scale, T* bias, int count, T mean, T inverse)
    {
        var (center, factor) = (new Vector<T>(mean), new Vector<T>(inverse));
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
        {
            var value = (Vector.Load(x + i) - center) * factor;
            if (scale != null)
                value *= Vector.Load(scale + i);
            if (bias != null)
                value += Vector.Load(bias + i);
            value.Store(y + i);
        }
        for (; i < count; i++)
        {
            var value = (x[i] - mean) * inverse;
            if (scale != null)
                value *= scale[i];
            y[i] = bias == null ? value : value + bias[i];
        }
    }

    private static void ByChannel(T* x, T* y, int count, T mean, T inverse, T scale, T bias)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            ((Vector.Load(x + i) - new Vector<T>(mean)) * new Vector<T>(inverse) * new Vector<T>(scale) + new Vector<T>(bias)).Store(y + i);
        for (; i < count; i++)
            y[i] = (x[i] - mean) * inverse * scale + bias;
    }
}
