// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Writes a tensor with borders. One item is some lines of the output.</summary>
internal readonly unsafe struct Padding<T>(T* from, T* to, T constant, Borders borders) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 16384;

    private readonly Borders _borders = borders;

    public int Items => _borders.Inner == 0 ? 0 : checked((int)((_borders.Rows + RowsPerItem - 1) / RowsPerItem));

    private long RowsPerItem => Math.Max(1, ElementsPerItem / Math.Max(1, _borders.Inner));

    public void Run(int item, int worker)
    {
        var (first, middle) = _borders.Middle;
        var inner = _borders.Inner;
        var end = Math.Min(_borders.Rows, (item + 1) * RowsPerItem);
        for (var row = (nint)(item * RowsPerItem); row < end; row++)
        {
            var line = to + row * inner;
            var origin = _borders.Origin(row);
            if (origin < 0)
            {
                new Span<T>(line, (int)inner).Fill(constant);
                continue;
            }
            Border(line, from + origin, 0, first);
            if (middle > first)
                new ReadOnlySpan<T>(from + origin + _borders.Source(first), (int)(middle - first)).CopyTo(new Span<T>(line + first, (int)(middle - first)));
            Border(line, from + origin, middle, inner);
        }
    }

    private void Border(T* line, T* source, nint first, nint end)
    {
        for (var i = first; i < end; i++)
            line[i] = _borders.Source(i) is var index && index < 0 ? constant : source[index];
    }
}

internal static unsafe class Padding
{
    /// <param name="pool">Runs it.</param>
    /// <param name="size">Bytes of an element.</param>
    /// <param name="from">The tensor.</param>
    /// <param name="constant">One element; null = zero.</param>
    /// <param name="to">The output.</param>
    /// <param name="borders">What lies around it.</param>
    public static void Run(ForkJoinPool pool, int size, byte* from, byte* constant, byte* to, in Borders borders) =>
        Sized.Run(size, new Work(pool, from, constant, to, borders));

    private readonly struct Work(ForkJoinPool pool, void* from, void* constant, void* to, Borders borders) : ISizedWork
    {
        public void Run<T>() where T : unmanaged
        {
            var body = new Padding<T>((T*)from, (T*)to, constant == null ? default : *(T*)constant, borders);
            pool.Run(body.Items, ref body);
        }
    }
}
