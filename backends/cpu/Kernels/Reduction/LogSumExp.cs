// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>max + ln of the sum of e^(x - max), in fp64. None gives -Inf, +Inf gives +Inf. One item is a row of outputs.</summary>
internal readonly unsafe struct LogSumExp<T>(FoldShape shape, T* from, T* to) : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Items => shape.Rows;

    public void Run(int item, int worker)
    {
        var x = from + shape.Origin(item);
        for (var column = 0; column < shape.Columns; column++)
            to[(nint)item * shape.Columns + column] = T.CreateTruncating(Of(x + column));
    }

    private double Of(T* x)
    {
        var max = double.NegativeInfinity;
        for (var run = 0; run < shape.Runs; run++)
            for (nint i = 0, at = shape.Offset(run); i < shape.Run; i++)
                max = Math.Max(max, double.CreateTruncating(x[at + i]));
        if (!double.IsFinite(max))
            return max;
        var sum = 0.0;
        for (var run = 0; run < shape.Runs; run++)
            for (nint i = 0, at = shape.Offset(run); i < shape.Run; i++)
                sum += Math.Exp(double.CreateTruncating(x[at + i]) - max);
        return max + Math.Log(sum);
    }
}
