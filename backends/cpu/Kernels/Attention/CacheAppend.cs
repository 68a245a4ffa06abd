// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>The rows of a cache and fresh ones behind them, heads before positions. One item is one head of one batch.</summary>
internal unsafe struct CacheAppend<T> : IParallelBody where T : unmanaged
{
    /// <summary>Dense; null where there is none.</summary>
    public T* Past;

    public HeadRows<T> Fresh;
    public T* Present;
    public int Heads, PastRows, FreshRows, Size;

    public readonly void Run(int item, int worker)
    {
        var to = Present + (nint)item * (PastRows + FreshRows) * Size;
        if (Past != null)
            new Span<T>(Past + (nint)item * PastRows * Size, PastRows * Size).CopyTo(new Span<T>(to, PastRows * Size));
        to += (nint)PastRows * Size;
        for (var row = 0; row < FreshRows; row++, to += Size)
            new Span<T>(Fresh.At(item / Heads, item % Heads, row), Size).CopyTo(new Span<T>(to, Size));
    }
}
