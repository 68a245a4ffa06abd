// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>
/// output = value where a condition, broadcast with it, equals what is wanted; other elements are left alone. Two runs, one a
/// value, select between two tensors.
/// </summary>
internal unsafe struct Selection<T>(Broadcast broadcast, byte* condition, T* value, T* output, bool wanted) : IParallelBody where T : unmanaged
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
            for (var i = 0; i < columns.Count; i++, c += broadcast.LeftStep, x += broadcast.RightStep)
                if (*c != 0 == wanted)
                    y[i] = *x;
        }
    }
}
