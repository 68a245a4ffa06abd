// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Rows [outer, depth] of <paramref name="inner"/> elements; values are off, on. One item is some rows.</summary>
internal readonly unsafe struct OneHot<T>(long* places, T* values, T* to, int rows, nint depth, int inner) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 16384;

    public int Items => inner == 0 ? 0 : (rows + RowsPerItem - 1) / RowsPerItem;

    private int RowsPerItem => Math.Max(1, ElementsPerItem / inner);

    public void Run(int item, int worker)
    {
        var (off, on) = (values[0], values[1]);
        var end = Math.Min(rows, (item + 1) * RowsPerItem);
        for (nint row = item * RowsPerItem; row < end; row++)
        {
            var (outer, place) = Math.DivRem(row, depth);
            for (nint i = 0; i < inner; i++)
                to[row * inner + i] = places[outer * inner + i] == place ? on : off;
        }
    }
}
