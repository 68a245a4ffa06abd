// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Windows;

/// <summary>How the numbers under a window become one.</summary>
internal interface IPooling<T>
{
    /// <summary>What no number gives.</summary>
    T Start { get; }

    T Add(T sum, T x);

    Vector<T> Add(Vector<T> sum, Vector<T> x);

    /// <summary>Joins two sums of different numbers.</summary>
    T Join(T a, T b);

    /// <param name="count">How many numbers count.</param>
    T Finish(T sum, int count);
}

/// <summary>The largest; a NaN wins.</summary>
/// <param name="Start">The least value of the type.</param>
internal readonly record struct MaxPooling<T>(T Start) : IPooling<T> where T : unmanaged, INumber<T>
{
    public T Add(T sum, T x) => T.Max(sum, x);

    public Vector<T> Add(Vector<T> sum, Vector<T> x) => Vector.Max(sum, x);

    public T Join(T a, T b) => T.Max(a, b);

    public T Finish(T sum, int count) => sum;
}

/// <summary>The mean.</summary>
internal readonly record struct AveragePooling<T> : IPooling<T> where T : unmanaged, INumber<T>
{
    public T Start => T.Zero;

    public T Add(T sum, T x) => sum + x;

    public Vector<T> Add(Vector<T> sum, Vector<T> x) => sum + x;

    public T Join(T a, T b) => a + b;

    public T Finish(T sum, int count) => sum / T.CreateTruncating(count);
}

/// <summary>The 1-norm.</summary>
internal readonly record struct AbsolutePooling<T> : IPooling<T> where T : unmanaged, INumber<T>
{
    public T Start => T.Zero;

    public T Add(T sum, T x) => sum + T.Abs(x);

    public Vector<T> Add(Vector<T> sum, Vector<T> x) => sum + Vector.Abs(x);

    public T Join(T a, T b) => a + b;

    public T Finish(T sum, int count) => sum;
}

/// <summary>The 2-norm.</summary>
internal readonly record struct EuclideanPooling<T> : IPooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Start => T.Zero;

    public T Add(T sum, T x) => sum + x * x;

    public Vector<T> Add(Vector<T> sum, Vector<T> x) => sum + x * x;

    public T Join(T a, T b) => a + b;

    public T Finish(T sum, int count) => T.Sqrt(sum);
}

/// <summary>The p-norm of any whole p.</summary>
internal readonly record struct PowerPooling<T>(double P) : IPooling<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public T Start => T.Zero;

    public T Add(T sum, T x) => sum + Power(T.Abs(x), P);

    public Vector<T> Add(Vector<T> sum, Vector<T> x)
    {
        for (var lane = 0; lane < Vector<T>.Count; lane++)
            sum = sum.WithElement(lane, Add(sum[lane], x[lane]));
        return sum;
    }

    public T Join(T a, T b) => a + b;

    public T Finish(T sum, int count) => Power(sum, 1 / P);

    private static T Power(T x, double exponent) => T.CreateTruncating(Math.Pow(double.CreateTruncating(x), exponent));
}
