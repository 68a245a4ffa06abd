// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>Numbers minus their zero points, in place. One item is one chunk.</summary>
internal readonly unsafe struct RealCentring(double* values, double* zero, ScaleShape shape) : IParallelBody, IScaledLine
{
    public void Run(int item, int worker) => shape.ForEach(item, in this);

    public void Do(nint at, nint first, nint count, int step)
    {
        for (nint i = 0; i < count; i++)
            values[at + i] -= zero[first + i * step];
    }
}

/// <summary>sum left right / scale + zero point, in place; the quotient is rounded, ties to even, when the result is an integer. One item is one line.</summary>
internal unsafe struct RealRequantization : IParallelBody
{
    public double* Values;

    /// <summary>Elements of a line.</summary>
    public nint Inner;

    public bool IsWhole;

    public float* Left;

    public float* Right;

    public float* Scale;

    public ScaleShape LeftShape, RightShape, OutputShape;

    /// <summary>As the output's scales.</summary>
    public double* Zero;

    public readonly void Run(int item, int worker)
    {
        var left = Left + LeftShape.ScaleOf(item);
        var right = Right + RightShape.ScaleOf(item);
        var output = OutputShape.ScaleOf(item);
        for (nint i = 0; i < Inner; i++)
        {
            var place = output + i * OutputShape.Step;
            var quotient = Values[item * Inner + i] * ((double)left[i * LeftShape.Step] * right[i * RightShape.Step]) / Scale[place];
            Values[item * Inner + i] = (IsWhole ? Math.Round(quotient) : quotient) + Zero[place];
        }
    }
}
