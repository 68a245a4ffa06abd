// SPDX-License-Identifier: Apache-2.0

namespace Tengen.Conformance.Diagnosis;

/// <summary>Where the rejected elements of an output lie, in one phrase: a tail, a channel, every second row, the border.</summary>
internal static class RejectionPattern
{
    /// <param name="dims">Of the output.</param>
    /// <param name="rejected">A flag per element, in row-major order.</param>
    /// <returns>Null when none is rejected.</returns>
    public static string? Of(ReadOnlySpan<long> dims, ReadOnlySpan<bool> rejected)
    {
        var count = rejected.Count(true);
        if (count == 0)
            return null;
        if (count == rejected.Length)
            return "every element";
        if (count == 1)
            return "one element alone";
        for (var axis = 0; axis < dims.Length; axis++)
            if (Along(axis, dims, rejected, count) is { } slab)
                return slab;
        if (IsBorder(dims, rejected))
            return "nothing but the border";
        var first = rejected.IndexOf(true);
        return count == rejected.Length - first ? $"everything from flat element {first} on" : "scattered: along no axis alone";
    }

    /// <summary>Whole slices across one axis, or parts of a single one; null when other slices are rejected in part.</summary>
    private static string? Along(int axis, ReadOnlySpan<long> dims, ReadOnlySpan<bool> rejected, int count)
    {
        var length = (int)dims[axis];
        var inner = 1L;
        foreach (var dim in dims[(axis + 1)..])
            inner *= dim;
        var slices = new int[length];
        for (var i = 0; i < rejected.Length; i++)
            slices[i / inner % length] += rejected[i] ? 1 : 0;
        var hit = Enumerable.Range(0, length).Where(slice => slices[slice] > 0).ToArray();
        var name = $"axis {axis}{(axis == 1 && dims.Length > 2 ? " (the channels)" : "")}";
        var whole = count == (long)hit.Length * rejected.Length / length;
        if (hit.Length == length)
            return null;
        if (hit.Length == 1)
            return $"{(whole ? "index" : "part of index")} {hit[0]} of {length} along {name}{(hit[0] == length - 1 ? ": a tail" : "")}";
        if (!whole)
            return null;
        var step = hit[1] - hit[0];
        for (var i = 2; i < hit.Length; i++)
            if (hit[i] - hit[i - 1] != step)
                return $"whole slices, {hit.Length} of {length}, along {name}";
        if (step > 1)
            return $"every {Ordinal(step)} index from {hit[0]} on along {name}";
        return hit[^1] == length - 1 ? $"the last {hit.Length} of {length} along {name}: a tail"
            : hit[0] == 0 ? $"the first {hit.Length} of {length} along {name}"
            : $"indices {hit[0]} to {hit[^1]} of {length} along {name}";
    }

    private static string Ordinal(int number) => number switch { 2 => "second", 3 => "third", _ => $"{number}th" };

    private static bool IsBorder(ReadOnlySpan<long> dims, ReadOnlySpan<bool> rejected)
    {
        for (var flat = 0L; flat < rejected.Length; flat++)
        {
            if (!rejected[(int)flat])
                continue;
            var (rest, touches) = (flat, false);
            for (var axis = dims.Length - 1; axis >= Math.Max(0, dims.Length - 2); axis--)
            {
                (rest, var index) = Math.DivRem(rest, dims[axis]);
                touches |= index == 0 || index == dims[axis] - 1;
            }
            if (!touches)
                return false;
        }
        return true;
    }
}
