// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Kernels.Recurrent;

namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>Makes weights of the products of one query with its keys: scale, soft cap, mask, softmax.</summary>
internal unsafe struct AttentionWeights<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public AttentionShape Shape;
    public AttentionMask<T> Mask;

    /// <summary>For each batch the keys that are no padding; or null.</summary>
    public long* Lengths;

    public T Scale;

    /// <summary>0 for none.</summary>
    public T Cap;

    /// <summary>Where the scores of all keys go; or null.</summary>
    public T* Report;

    /// <summary>Which scores: 0 scaled, 1 capped, 2 masked, 3 the weights.</summary>
    public int ReportMode;

    public readonly (int First, int End) Visible(int batch, int query)
    {
        var (first, end) = Shape.Visible(query, Lengths == null ? -1 : Lengths[batch]);
        return Mask.IsPresent ? (Math.Min(first, Mask.Keys), Math.Min(end, Mask.Keys)) : (first, end);
    }

    /// <summary>Replaces <paramref name="count"/> products by weights; a query that sees no key gets zeros.</summary>
    public readonly void Apply(T* scores, int count, int batch, int head, int query)
    {
        var (first, end) = Visible(batch, query);
        end = Math.Min(end, count);
        Multiply(scores, count, Scale);
        Tell(0, scores, count, batch, head, query);
        if (Cap > T.Zero)
        {
            Multiply(scores, count, T.One / Cap);
            new Activation(ActivationKind.Tanh).Apply(scores, count, T.PositiveInfinity);
            Multiply(scores, count, Cap);
        }
        Tell(1, scores, count, batch, head, query);
        new Span<T>(scores, Math.Min(first, count)).Fill(T.NegativeInfinity);
        ApplyMask(scores, first, end, Mask.Row(batch, head, query));
        if (end < count)
            new Span<T>(scores + end, count - end).Fill(T.NegativeInfinity);
        Tell(2, scores, count, batch, head, query);
        Softmax(scores, count);
        Tell(3, scores, count, batch, head, query);
    }

    private readonly void ApplyMask(T* scores, int first, int end, nint row)
    {
        if (Mask.Allowed != null)
            for (var key = first; key < end; key++)
                scores[key] = Mask.Allowed[row + key] != 0 ? scores[key] : T.NegativeInfinity;
        if (Mask.Numbers != null)
            for (var key = first; key < end; key++)
                scores[key] = T.IsNegativeInfinity(Mask.Numbers[row + key]) ? T.NegativeInfinity : scores[key] + Mask.Numbers[row + key];
    }

    private readonly void Tell(int mode, T* scores, int count, int batch, int head, int query)
    {
        if (Report != null && mode == ReportMode)
            new Span<T>(scores, count).CopyTo(new Span<T>(Report + (((nint)batch * Shape.Heads + head) * Shape.Queries + query) * Shape.Keys, count));
    }

    private static void Multiply(T* x, int count, T factor)
    {
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(x + i) * factor).Store(x + i);
        for (; i < count; i++)
            x[i] *= factor;
    }

    private static void Softmax(T* x, int count)
    {
        var max = Max(x, count);
        if (T.IsNegativeInfinity(max))
        {
            new Span<T>(x, count).Clear();
            return;
        }
        for (var i = 0; i < count; i++)
            x[i] -= max;
        if (typeof(T) == typeof(float))
            VectorMap<ExpFunction>.Apply((float*)x, (float*)x, count);
        else
            for (var i = 0; i < count; i++)
                x[i] = T.Exp(x[i]);
        Divide(x, count, Sum(x, count));
    }

    private static T Max(T* x, int count)
    {
        var most = new Vector<T>(T.NegativeInfinity);
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            most = Vector.Max(most, Vector.Load(x + i));
        var max = T.NegativeInfinity;
        for (var lane = 0; lane < Vector<T>.Count; lane++)
            max = T.Max(max, most[lane]);
        for (; i < count; i++)
            max = T.Max(max, x[i]);
        return max;
    }

    private static T Sum(T* x, int count)
    {
        if (count > 512)
        {
            var half = count / 2 & -32;
            return Sum(x, half) + Sum(x + half, count - half);
        }
        var sums = Vector<T>.Zero;
        var i = 0;
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            sums += Vector.Load(x + i);
        var sum = Vector.Sum(sums);
        for (; i < count; i++)
            sum += x[i];
        return sum;
    }

    private static void Divide(T* x, int count, T divisor)
    {
        var (i, divisors) = (0, new Vector<T>(divisor));
        for (; i <= count - Vector<T>.Count; i += Vector<T>.Count)
            (Vector.Load(x + i) / divisors).Store(x + i);
        for (; i < count; i++)
            x[i] /= divisor;
    }
}
