// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Sampling;

/// <param name="Extents">Elements along each axis of a channel, the outermost first.</param>
/// <param name="Points">Positions of one batch.</param>
internal sealed record GridShape(int Batch, int Channels, int[] Extents, int Points)
{
    public int Rank => Extents.Length;

    /// <summary>Elements of a channel.</summary>
    public int Elements { get; } = Extents.Aggregate(1, (product, extent) => product * extent);
}
