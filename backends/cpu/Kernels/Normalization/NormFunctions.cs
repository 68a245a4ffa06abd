// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Normalization;

/// <summary>1 at the first greatest element, 0 elsewhere; NaN counts as greatest, where ONNX is silent.</summary>
internal readonly unsafe struct HardmaxFunction<T> : ILineFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Invoke(T* x, T* y, int count)
    {
        var best = 0;
        for (var i = 1; i < count && !T.IsNaN(x[best]); i++)
            if (x[i] > x[best] || T.IsNaN(x[i]))
                best = i;
        new Span<T>(y, count).Clear();
        y[best] = T.One;
    }
}

/// <summary>x over the sum of sizes, or over the root of the sum of squares; a line of zeros stays.</summary>
internal readonly unsafe struct LpNormalizationFunction<T>(bool ofSizes) : ILineFunction<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public void Invoke(T* x, T* y, int count)
    {
        var norm = ofSizes ? Rows<T>.SumOfSizes(x, count) : T.Sqrt(Rows<T>.SumOfSquares(x, T.Zero, count));
        for (var i = 0; i < count; i++)
            y[i] = T.IsZero(norm) ? T.Zero : x[i] / norm;
    }
}
