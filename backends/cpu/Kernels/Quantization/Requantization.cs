// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>
/// y = saturate(round((sum + bias) left right / scale) + zero point), ties to even, in fp64. Source: ONNX QLinearMatMul, QLinearConv. One
/// item is one line.
/// </summary>
internal unsafe struct Requantization<T> : IParallelBody where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    public int* Sums;
    public T* Output;

    /// <summary>Elements of a line.</summary>
    public nint Inner;

    /// <summary>One a line, of which there are <see cref="BiasCount"/> before they repeat; null = none.</summary>
    public int* Bias;

    public nint BiasCount;

    /// <summary>Scales of both operands and of the output, and where each line finds its own.</summary>
    public float* Left;

    public float* Right;

    public float* Scale;

    public ScaleShape LeftShape, RightShape, OutputShape;

    /// <summary>As the output's scales.</summary>
    public T* Zero;

    public readonly void Run(int item, int worker)
    {
        var (least, most) = (double.CreateTruncating(T.MinValue), double.CreateTruncating(T.MaxValue));
        var left = Left + LeftShape.ScaleOf(item);
        var right = Right + RightShape.ScaleOf(item);
        var scale = OutputShape.ScaleOf(item);
        var bias = Bias == null ? 0 : Bias[item % BiasCount];
        for (nint i = 0; i < Inner; i++)
        {
            var at = item * Inner + i;
            var place = scale + i * OutputShape.Step;
            var factor = (double)left[i * LeftShape.Step] * right[i * RightShape.Step];
            var rounded = Math.Round(unchecked(Sums[at] + bias) * factor / Scale[place]);
            Output[at] = T.CreateTruncating((int)Math.Clamp(rounded + double.CreateTruncating(Zero == null ? T.Zero : Zero[place]), least, most));
        }
    }
}
