// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>As many extents or steps as a box may have dims.</summary>
[InlineArray(Box.MaxRank)]
internal struct Extents
{
    private nint _first;
}

/// <summary>A box of elements that lies in two places with steps of its own; neighbouring dims are merged as far as both places allow.</summary>
internal struct Box
{
    /// <summary>Twice the largest rank of a tensor: an axis may be cut in two.</summary>
    public const int MaxRank = 32;

    public Extents Dims;

    /// <summary>Elements from one index of a dim to the next where the box is read; 0 repeats, negative runs backwards.</summary>
    public Extents From;

    /// <summary>The same where the box is written.</summary>
    public Extents To;

    public int Rank { get; private set; }

    public readonly long Count
    {
        get
        {
            var count = 1L;
            for (var dim = 0; dim < Rank; dim++)
                count *= Dims[dim];
            return count;
        }
    }

    /// <summary>Appends a dim inside the others.</summary>
    public void Add(nint extent, nint from, nint to)
    {
        if (extent == 1)
            return;
        if (Rank > 0 && From[Rank - 1] == from * extent && To[Rank - 1] == to * extent)
            Rank--;
        else
            Dims[Rank] = 1;
        Dims[Rank] *= extent;
        (From[Rank], To[Rank]) = (from, to);
        Rank++;
    }

    /// <summary>Puts the dim that is read step by step beside the one that is written so; false when the box is no transposition.</summary>
    public bool PairInnerDims()
    {
        if (Rank < 2 || To[Rank - 1] != 1 || From[Rank - 1] is 0 or 1)
            return false;
        for (var dim = 0; dim < Rank - 1; dim++)
        {
            if (From[dim] != 1)
                continue;
            (Dims[dim], Dims[Rank - 2]) = (Dims[Rank - 2], Dims[dim]);
            (From[dim], From[Rank - 2]) = (From[Rank - 2], From[dim]);
            (To[dim], To[Rank - 2]) = (To[Rank - 2], To[dim]);
            return true;
        }
        return false;
    }

    /// <summary>Steps of a dense tensor.</summary>
    public static nint[] StepsOf(ReadOnlySpan<long> dims)
    {
        var steps = new nint[dims.Length];
        nint step = 1;
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            steps[axis] = step;
            step *= (nint)dims[axis];
        }
        return steps;
    }
}
