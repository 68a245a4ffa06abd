// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>Global and local sizes of a launch, 1 to 3 axes, innermost first; each global size is a multiple of the local one.</summary>
internal sealed record Grid(ImmutableArray<ulong> Global, ImmutableArray<ulong> Local)
{
    private const ulong Group = 256;

    public bool IsEmpty => Global.Contains(0UL);

    /// <summary>A work item for <paramref name="each"/> elements; kernels guard the last group.</summary>
    public static Grid Line(uint count, int each = 1) => new([Up(Items(count, each), Group)], [Group]);

    /// <summary>A work item for <paramref name="each"/> elements of a row; kernels guard both ends. Few shapes of groups, because drivers compile for each.</summary>
    public static Grid Rows(uint inner, uint rows, int each = 1)
    {
        var items = Items(inner, each);
        var width = items <= 1 ? 1UL : items <= 8 ? 8UL : 64UL;
        return new([Up(items, width), Up(rows, Group / width)], [width, Group / width]);
    }

    private static ulong Items(uint count, int each) => (count + (ulong)each - 1) / (ulong)each;

    private static ulong Up(ulong count, ulong multiple) => (count + multiple - 1) / multiple * multiple;
}
