// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>(x - mean) / sqrt(variance + epsilon) * scale + shift, in this order, all per channel. One item is one plane.</summary>
internal unsafe struct ChannelNormalization<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Input;
    public T* Output;
    public T* Scale;
    public T* Shift;
    public T* Mean;
    public T* Variance;
    public T Epsilon;

    /// <summary>Elements of a plane.</summary>
    public int Plane;

    public int Channels;

    public readonly void Run(int item, int worker)
    {
        var channel = item % Channels;
        var x = Input + (nint)item * Plane;
        var y = Output + (nint)item * Plane;
        var (mean, deviation) = (Mean[channel], T.Sqrt(Variance[channel] + Epsilon));
        var (scale, shift) = (Scale[channel], Shift[channel]);
        var i = 0;
        for (; i <= Plane - Vector<T>.Count; i += Vector<T>.Count)
            ((Vector.Load(x + i) - new Vector<T>(mean)) / new Vector<T>(deviation) * new Vector<T>(scale) + new Vector<T>(shift)).Store(y + i);
        for (; i < Plane; i++)
            y[i] = (x[i] - mean) / deviation * scale + shift;
    }
}

/// <summary>Mean and population variance of each channel over all images, and the running ones that follow from them. One item is one channel.</summary>
internal unsafe struct ChannelStatistics<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public T* Input;
    public T* Mean;
    public T* Variance;

    /// <summary>Weight of the running statistics before.</summary>
    public T Momentum;

    public T* MeanBefore;
    public T* VarianceBefore;

    /// <summary>Null when it is not asked for.</summary>
    public T* MeanAfter;

    /// <summary>Null when it is not asked for.</summary>
    public T* VarianceAfter;

    public int Images;
    public int Channels;
    public int Plane;

    public readonly void Run(int item, int worker)
    {
        var count = T.CreateTruncating((long)Images * Plane);
        var sum = T.Zero;
        for (var image = 0; image < Images; image++)
            sum += Rows<T>.Sum(Input + ((nint)image * Channels + item) * Plane, Plane);
        var mean = sum / count;
        var squares = T.Zero;
        for (var image = 0; image < Images; image++)
            squares += Rows<T>.SumOfSquares(Input + ((nint)image * Channels + item) * Plane, mean, Plane);
        (Mean[item], Variance[item]) = (mean, squares / count);
        if (MeanAfter != null)
            MeanAfter[item] = MeanBefore[item] * Momentum + mean * (T.One - Momentum);
        if (VarianceAfter != null)
            VarianceAfter[item] = VarianceBefore[item] * Momentum + Variance[item] * (T.One - Momentum);
    }
}
