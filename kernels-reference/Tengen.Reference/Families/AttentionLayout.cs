// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>
/// Where queries, keys and values lie: tensors of [batch, heads, positions, size], or of [batch, positions, heads x size] with the numbers of
/// heads as attributes; keys and values of the past, if any, come first. Source: ONNX Attention-25.
/// </summary>
internal sealed record AttentionLayout(bool IsFlat, int Batch, int Heads, int KeyHeads, int Queries, int Past, int Fresh, int Size, int ValueSize)
{
    public int Total => Past + Fresh;

    public static AttentionLayout Of<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (q, k, v) = (context.InputDims(0), context.InputDims(1), context.InputDims(2));
        var past = context.HasInput(4) ? context.InputDims(4)[2] : 0;
        if (q.Length == 4)
            return new(false, q[0], q[1], k[1], q[2], past, k[2], q[3], v[3]);
        var (heads, keyHeads) = ((int)context.Attributes.Int("q_num_heads", 1), (int)context.Attributes.Int("kv_num_heads", 1));
        return new(true, q[0], heads, keyHeads, q[1], past, k[1], q[2] / heads, v[2] / keyHeads);
    }

    /// <summary>First element of a query.</summary>
    public int Query(int batch, int head, int query) => Start(batch, head, query, Heads, Queries, Size);

    /// <summary>First element of a key of the given size (a value's is another) among the fresh ones, or of the past.</summary>
    /// <param name="batch">Image.</param>
    /// <param name="head">Head of the query; several may share a head of keys.</param>
    /// <param name="position">Position, the past included.</param>
    /// <param name="size">Size of the key or value.</param>
    public (bool IsPast, int Start) Key(int batch, int head, int position, int size)
    {
        var shared = head / (Heads / KeyHeads);
        return position < Past
            ? (true, ((batch * KeyHeads + shared) * Past + position) * size)
            : (false, Start(batch, shared, position - Past, KeyHeads, Fresh, size));
    }

    /// <summary>Image, head and query of a line of the result.</summary>
    public (int Batch, int Head, int Query) Locate(int line, bool isFlat) => isFlat
        ? (line / Heads / Queries, line % Heads, line / Heads % Queries)
        : (line / Queries / Heads, line / Queries % Heads, line % Queries);

    private int Start(int batch, int head, int position, int heads, int positions, int size) => IsFlat
        ? ((batch * positions + position) * heads + head) * size
        : ((batch * heads + head) * positions + position) * size;
}
