// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>y[i] = the fold of x[0] to x[i] along each line, without x[i] itself when exclusive, from the back when reverse. One item is one strip.</summary>
internal readonly unsafe struct Scan<T, TFold>(Lines lines, bool isExclusive, bool isReverse, T* from, T* to) : IParallelBody
    where T : unmanaged, INumber<T>, IMinMaxValue<T> where TFold : IFold
{
    public int Items => lines.Count == 0 ? 0 : lines.Strips;

    public void Run(int item, int worker)
    {
        var (outer, first, width) = lines.Of(item);
        var step = isReverse ? -lines.Inner : lines.Inner;
        var at = ((nint)outer * lines.Count + (isReverse ? lines.Count - 1 : 0)) * lines.Inner + first;
        var totals = stackalloc T[Lines.Strip];
        new Span<T>(totals, width).Fill(TFold.Start<T>());
        for (var i = 0; i < lines.Count; i++, at += step)
            for (var j = 0; j < width; j++)
            {
                var before = totals[j];
                totals[j] = TFold.Join(before, from[at + j]);
                to[at + j] = isExclusive ? before : totals[j];
            }
    }
}
