// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>One query at a time, reading keys and values where they lie. One item is one query of one head.</summary>
internal unsafe struct RowAttention<T> : IParallelBody where T : unmanaged, IFloatingPointIeee754<T>
{
    public AttentionShape Shape;
    public AttentionWeights<T> Weights;
    public HeadRows<T> Queries, Keys, Values, Output;

    /// <summary><see cref="AttentionShape.Keys"/> numbers for each worker.</summary>
    public T* Scratch;

    public readonly int Items => Shape.Batch * Shape.Heads * Shape.Queries;

    public readonly void Run(int item, int worker)
    {
        var (query, head, batch) = (item % Shape.Queries, item / Shape.Queries % Shape.Heads, item / Shape.Queries / Shape.Heads);
        var (first, end) = Weights.Report == null ? Weights.Visible(batch, query) : (0, Shape.Keys);
        var keyHead = Shape.KeyHead(head);
        var weights = Scratch + (nint)worker * Shape.Keys;
        new Span<T>(weights, Math.Min(first, end)).Clear();
        for (var key = first; key < end; key++)
            weights[key] = Dot(Queries.At(batch, head, query), Keys.At(batch, keyHead, key), Shape.Size);
        Weights.Apply(weights, end, batch, head, query);
        var output = Output.At(batch, head, query);
        new Span<T>(output, Shape.ValueSize).Clear();
        for (var key = first; key < end; key++)
            if (weights[key] != T.Zero)
                Add(weights[key], Values.At(batch, keyHead, key), output, Shape.ValueSize);
    }

    private static T Dot(T* a, T* b, int count)
    {
        Vector<T> first = default, second = default;
        var (i, lanes) = (0, Vector<T>.Count);
        for (; i <= count - 2 * lanes; i += 2 * lanes)
        {
            first += Vector.Load(a + i) * Vector.Load(b + i);
            second += Vector.Load(a + i + lanes) * Vector.Load(b + i + lanes);
        }
        var sum = Vector.Sum(first + second);
        for (; i < count; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void Add(T weight, T* value, T* output, int count)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(output + i) + Vector.Load(value + i) * weight).Store(output + i);
        for (; i < count; i++)
            output[i] += weight * value[i];
    }
}
