// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Plans;

/// <summary>Which numbers are drawn in the place of a planned one: those at which loops over vectors and tiles break.</summary>
public static class Extents
{
    /// <summary>Planned numbers above stand for long sums and are drawn near by.</summary>
    private const long LongestEdge = 300;

    /// <summary>Planned numbers up to it are windows, steps and counts as often as extents.</summary>
    private const long LargestSmall = 4;

    /// <summary>Numbers up to 16, whole vectors with every tail for every width up to 16, and the neighbours of larger powers of two.</summary>
    public static IReadOnlyList<long> Innermost { get; } = [1, 2, 3, 5, 7, 8, 9, 15, 16, .. Enumerable.Range(17, 17), 63, 64, 65, 127, 128, 129, 255, 256, 257];

    private static readonly long[] Edges = [7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 255, 256, 257];

    /// <summary><see cref="Innermost"/> in a drawn order.</summary>
    internal static IEnumerable<long> Shuffled(Counter counter) => Innermost.OrderBy(extent => counter.Bits((ulong)extent));

    /// <summary>Another number for a planned one. Extents of five and more become 1 one time in eight, 0 one time in 32.</summary>
    /// <param name="planned">Not negative.</param>
    /// <param name="counter">Of this draw alone.</param>
    internal static long Draw(long planned, Counter counter) => planned switch
    {
        0 => counter.Integer(1, 0, 3),
        <= LargestSmall => counter.Integer(0, 0, 1) == 0 ? counter.Integer(1, 1, LargestSmall + 1) : Edge(counter),
        <= LongestEdge => counter.Integer(0, 0, 31) switch { 0 => 0, < 5 => 1, < 20 => Edge(counter), _ => Near(planned, counter) },
        _ => Near(planned, counter),
    };

    private static long Edge(Counter counter) => Edges[counter.Integer(1, 0, Edges.Length - 1)];

    private static long Near(long planned, Counter counter) => counter.Integer(1, planned - planned / 4, planned + planned / 4 + 2);
}
