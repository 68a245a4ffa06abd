// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>Extents of an attention and which keys a query may see. Source: ONNX Attention.</summary>
/// <param name="Heads">Of the queries; a multiple of <paramref name="KeyHeads"/>.</param>
/// <param name="Keys">Past and fresh ones.</param>
/// <param name="Size">Numbers of a query and of a key.</param>
/// <param name="ValueSize">Numbers of a value.</param>
/// <param name="Past">Keys of the cache; -1 where there is none.</param>
/// <param name="Left">How far back a query sees; -1 = without bound.</param>
/// <param name="Right">How far ahead a query sees; -1 = without bound.</param>
internal readonly record struct AttentionShape(int Batch, int Heads, int KeyHeads, int Queries, int Keys, int Size, int ValueSize, int Past, bool IsCausal, int Left, int Right)
{
    public int KeyHead(int head) => head / (Heads / KeyHeads);

    /// <summary>The keys [first, end) that a query may see, before any mask.</summary>
    /// <param name="length">Keys of this batch that are no padding; -1 where nobody says.</param>
    public (int First, int End) Visible(int query, long length)
    {
        var place = (Past >= 0 ? Past : length >= 0 ? length - Queries : 0) + query;
        var end = length >= 0 ? Math.Min(Keys, length) : Keys;
        if (IsCausal)
            end = Math.Min(end, place + 1);
        if (Right >= 0)
            end = Math.Min(end, place + Right + 1);
        var first = Left >= 0 ? Math.Clamp(place - Left, 0, Keys) : 0;
        return ((int)first, (int)Math.Max(first, end));
    }
}
