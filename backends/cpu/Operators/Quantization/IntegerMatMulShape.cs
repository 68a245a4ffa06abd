// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>A matrix product over broadcast leading dims, as numpy.matmul.</summary>
internal sealed class IntegerMatMulShape
{
    private readonly Broadcast _leading;

    private IntegerMatMulShape(long[] left, long[] right, long[] leading)
    {
        (Rows, Depth, Columns) = ((int)left[^2], (int)left[^1], (int)right[^1]);
        LeftLines = (nint)Shape.CountOf(left.AsSpan()[..^1]);
        RightLines = (nint)Shape.CountOf(right.AsSpan()[..^1]);
        Batches = (int)Shape.CountOf(leading);
        _leading = new Broadcast(left.AsSpan()[..^2], right.AsSpan()[..^2], leading);
    }

    public int Rows { get; }

    public int Depth { get; }

    public int Columns { get; }

    /// <summary>Rows of all left matrices.</summary>
    public nint LeftLines { get; }

    /// <summary>Rows of all right matrices.</summary>
    public nint RightLines { get; }

    public int Batches { get; }

    /// <summary>Rows of all products.</summary>
    public nint Lines => (nint)Batches * Rows;

    /// <summary>Null when the dims do not go together.</summary>
    public static IntegerMatMulShape? Of(ImmutableArray<long> left, ImmutableArray<long> right)
    {
        if (left.Length == 0 || right.Length == 0)
            return null;
        long[] a = left.Length == 1 ? [1, left[0]] : [.. left];
        long[] b = right.Length == 1 ? [right[0], 1] : [.. right];
        if (a[^1] != b[^2])
            return null;
        var leading = new long[Math.Max(a.Length, b.Length) - 2];
        for (var back = 3; back <= leading.Length + 2; back++)
        {
            var (l, r) = (back <= a.Length ? a[^back] : 1, back <= b.Length ? b[^back] : 1);
            if (l != r && l != 1 && r != 1)
                return null;
            leading[leading.Length + 2 - back] = l == 1 ? r : l;
        }
        return new IntegerMatMulShape(a, b, leading);
    }

    /// <summary>The left and the right matrix of a product, by number.</summary>
    public (nint Left, nint Right) Matrices(int batch)
    {
        var (left, right) = _leading.Origin(batch / _leading.Inner);
        var inner = batch % _leading.Inner;
        return (left + inner * _leading.LeftStep, right + inner * _leading.RightStep);
    }
}
