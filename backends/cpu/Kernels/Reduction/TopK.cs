// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>
/// The k greatest or least elements of each line in order, of equal ones the first first; NaN ranks above every number, where ONNX is
/// silent. A heap holds the best so far, the worst of them on top. One item is one line.
/// </summary>
internal unsafe struct TopK<T> : IParallelBody where T : unmanaged, INumber<T>
{
    public Lines Lines;
    public int K;
    public bool Greatest;
    public T* Input;

    /// <summary>Null when it is not asked for.</summary>
    public T* Values;

    /// <summary>Null when it is not asked for.</summary>
    public long* Indices;

    /// <summary><see cref="K"/> ints for each worker.</summary>
    public int* Scratch;

    public readonly int Items => K == 0 ? 0 : checked(Lines.Outer * Lines.Inner);

    public readonly void Run(int item, int worker)
    {
        var (outer, inner) = (item / Lines.Inner, item % Lines.Inner);
        var x = Input + ((nint)outer * Lines.Count * Lines.Inner + inner);
        var heap = Scratch + (nint)worker * K;
        for (var i = 0; i < K; i++)
        {
            heap[i] = i;
            for (var at = i; at > 0 && Precedes(x, heap[(at - 1) / 2], heap[at]); at = (at - 1) / 2)
                (heap[at], heap[(at - 1) / 2]) = (heap[(at - 1) / 2], heap[at]);
        }
        for (var i = K; i < Lines.Count; i++)
            if (Precedes(x, i, heap[0]))
            {
                heap[0] = i;
                Sink(x, heap, K);
            }
        var output = (nint)outer * K * Lines.Inner + inner;
        for (var rank = K - 1; rank >= 0; rank--)
        {
            var position = heap[0];
            heap[0] = heap[rank];
            Sink(x, heap, rank);
            if (Values != null)
                Values[output + (nint)rank * Lines.Inner] = x[(nint)position * Lines.Inner];
            if (Indices != null)
                Indices[output + (nint)rank * Lines.Inner] = position;
        }
    }

    private readonly void Sink(T* x, int* heap, int size)
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var child = 2 * at + 1; child <= 2 * at + 2 && child < size; child++)
                if (Precedes(x, heap[worst], heap[child]))
                    worst = child;
            if (worst == at)
                return;
            (heap[at], heap[worst]) = (heap[worst], heap[at]);
            at = worst;
        }
    }

    private readonly bool Precedes(T* x, int i, int j)
    {
        var (a, b) = (x[(nint)i * Lines.Inner], x[(nint)j * Lines.Inner]);
        if (a == b || (T.IsNaN(a) && T.IsNaN(b)))
            return i < j;
        var isAbove = T.IsNaN(a) || a > b;
        return (isAbove && !T.IsNaN(b)) == Greatest;
    }
}
