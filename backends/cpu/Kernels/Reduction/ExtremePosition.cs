// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>
/// The position of the greatest or least element of each line; of equal ones the first or the last. NaN beats every number, where ONNX is
/// silent. One item is one strip.
/// </summary>
internal readonly unsafe struct ExtremePosition<T>(Lines lines, bool greatest, bool last, T* from, long* to) : IParallelBody
    where T : unmanaged, INumber<T>
{
    public int Items => lines.Strips;

    public void Run(int item, int worker)
    {
        var (outer, first, width) = lines.Of(item);
        var x = from + ((nint)outer * lines.Count * lines.Inner + first);
        var positions = to + ((nint)outer * lines.Inner + first);
        var best = stackalloc T[Lines.Strip];
        for (var j = 0; j < width; j++)
            (best[j], positions[j]) = (x[j], 0);
        for (var i = 1; i < lines.Count; i++)
        {
            x += lines.Inner;
            for (var j = 0; j < width; j++)
                if (Beats(x[j], best[j]))
                    (best[j], positions[j]) = (x[j], i);
        }
    }

    private bool Beats(T a, T b)
    {
        if (T.IsNaN(b))
            return last && T.IsNaN(a);
        return T.IsNaN(a) || (greatest ? a > b : a < b) || (last && a == b);
    }
}
