// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>Global and local sizes of a launch, 1 to 3 axes, innermost first; each global size is a multiple of the local one.</summary>
internal sealed record Grid(ImmutableArray<ulong> Global, ImmutableArray<ulong> Local)
{
    private const ulong Group = 256;

    public bool IsEmpty => Global.Contains(0UL);

    /// <summary>A work item an element; kernels guard the last group.</summary>
    public static Grid Line(uint count) => new([Up(count, Group)], [Group]);

    /// <summary>A work item an element of rows; kernels guard both ends. Few shapes of groups, because drivers compile for each.</summary>
    public static Grid Rows(uint inner, uint rows)
    {
        ulong width = inner >= Group / 2 ? Group : inner >= 8 ? 16UL : 1;
        return new([Up(inner, width), Up(rows, Group / width)], [width, Group / width]);
    }

    private static ulong Up(ulong count, ulong multiple) => (count + multiple - 1) / multiple * multiple;
}
