// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.CompilerServices;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>
/// output = value where a condition, broadcast with it, is what is wanted; other elements are left alone. Two runs, one a value, select
/// between two tensors. No branch depends on an element, unless a whole row has one condition.
/// </summary>
internal unsafe struct Selection<T>(Broadcast broadcast, byte* condition, T* value, T* output, bool wanted) : IParallelBody
    where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
{
    public readonly int Items => Bands.Of(broadcast);

    public readonly void Run(int item, int worker)
    {
        var (rows, columns) = (Bands.Rows(broadcast, item), Bands.Columns(broadcast, item));
        for (var row = rows.First; row < rows.End; row++)
        {
            var (conditionOrigin, valueOrigin) = broadcast.Origin(row);
            var c = condition + conditionOrigin + columns.First * broadcast.LeftStep;
            var x = value + valueOrigin + columns.First * broadcast.RightStep;
            var y = output + (nint)row * broadcast.Inner + columns.First;
            if (broadcast.LeftStep != 0)
                Select(c, x, broadcast.RightStep, y, columns.Count);
            else if (*c != 0 == wanted)
                Copy(x, broadcast.RightStep, y, columns.Count);
        }
    }

    private readonly void Select(byte* c, T* x, int step, T* y, int count)
    {
        for (var i = 0; i < count; i++, x += step)
        {
            var mask = T.Zero - T.CreateTruncating(Unsafe.BitCast<bool, byte>(c[i] != 0 == wanted));
            y[i] = (*x & mask) | (y[i] & ~mask);
        }
    }

    private static void Copy(T* x, int step, T* y, int count)
    {
        if (step == 0)
            new Span<T>(y, count).Fill(*x);
        else
            new Span<T>(x, count).CopyTo(new Span<T>(y, count));
    }
}
