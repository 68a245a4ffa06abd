// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>
/// A tensor as lines of <paramref name="Inner"/> elements and the scale that belongs to each: line r begins at scale
/// (r / Extent * Blocks + r % Extent / Block) * Unit and goes <paramref name="Step"/> scales an element.
/// </summary>
/// <param name="Lines">Number of lines.</param>
/// <param name="Inner">Elements of a line.</param>
/// <param name="Extent">Lines along the quantisation axis.</param>
/// <param name="Blocks">Scales along it; 0 = those of the axis serve every outer index.</param>
/// <param name="Block">Lines along it that share scales.</param>
/// <param name="Unit">Scales of one block.</param>
/// <param name="Step">0 or 1.</param>
internal readonly record struct ScaleShape(nint Lines, nint Inner, nint Extent, nint Blocks, nint Block, nint Unit, nint Step)
{
    public const int Chunk = 16384;

    public int Items => checked((int)((Lines * Inner + Chunk - 1) / Chunk));

    /// <summary>One scale for all.</summary>
    public static ScaleShape PerTensor(nint count) => new(1, count, 1, 0, 1, 0, 0);

    /// <param name="outer">Product of the dims before the axis.</param>
    /// <param name="extent">Of the axis: one scale each.</param>
    /// <param name="inner">Product of the dims behind it.</param>
    public static ScaleShape PerAxis(nint outer, nint extent, nint inner) =>
        inner == 1 ? new(outer, extent, 1, 0, 1, 0, 1) : new(outer * extent, inner, extent, 0, 1, 1, 0);

    /// <param name="outer">Product of the dims before the axis.</param>
    /// <param name="extent">Of the axis.</param>
    /// <param name="inner">Product of the dims behind it: each index has scales of its own.</param>
    /// <param name="block">Elements along the axis that share a scale.</param>
    public static ScaleShape Blocked(nint outer, nint extent, nint inner, nint block)
    {
        var blocks = (extent + block - 1) / block;
        return inner == 1 && extent % block == 0
            ? new(outer * blocks, block, outer * blocks, 0, 1, 1, 0)
            : new(outer * extent, inner, extent, blocks, block, inner, inner == 1 ? 0 : 1);
    }

    public nint ScaleOf(nint line) => (line / Extent * Blocks + line % Extent / Block) * Unit;

    /// <summary>Does the elements of one item, a part of a line at a time.</summary>
    public void ForEach<TLine>(int item, in TLine body) where TLine : struct, IScaledLine
    {
        var at = (nint)item * Chunk;
        var end = Math.Min(Lines * Inner, at + Chunk);
        while (at < end)
        {
            var (line, column) = Math.DivRem(at, Inner);
            var length = Math.Min(Inner - column, end - at);
            body.Do(at, ScaleOf(line) + column * Step, length, (int)Step);
            at += length;
        }
    }
}

internal interface IScaledLine
{
    /// <param name="at">First element.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="count">Elements.</param>
    /// <param name="step">Scales from one element to the next.</param>
    void Do(nint at, nint scale, nint count, int step);
}
