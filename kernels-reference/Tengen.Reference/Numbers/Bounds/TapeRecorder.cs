// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The one tape of a process: nodes with local errors, edges with derivatives at the midpoint and over the enclosures. Not thread-safe;
/// <see cref="Reset"/> begins a recording, after which values recorded before must not be used.
/// </summary>
public static partial class TapeRecorder
{
    private static int[] _firstEdge = new int[1 << 12];
    private static LocalError[] _local = new LocalError[1 << 12];
    private static Slope[] _slopes = new Slope[1 << 14];
    private static int _nodes;
    private static int _open;

    /// <summary>The derivative of a node by an earlier one: at the midpoint, and its range.</summary>
    private readonly record struct Slope(int Parent, double Middle, double Low, double High);

    /// <summary>Edges recorded since the last reset: the cost of a sweep.</summary>
    public static int Edges => _firstEdge[_nodes];

    public static void Reset() => _nodes = _open = 0;

    /// <summary>A point to come back to with <see cref="Rewind"/>.</summary>
    public static int Mark() => _nodes;

    /// <summary>Forgets what was recorded after <paramref name="mark"/>; values recorded before stay valid.</summary>
    public static void Rewind(int mark) => (_nodes, _open) = (mark, _firstEdge[mark]);

    internal static void Edge(int parent, double slope)
    {
        if (parent >= 0)
            Append(new(parent, slope, slope, slope));
    }

    /// <summary>A derivative that lies within <paramref name="radius"/> of the midpoint's.</summary>
    internal static void Edge(int parent, double slope, double radius) => Edge(parent, new ErrBound(slope, radius));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Edge(int parent, in ErrBound slope)
    {
        if (parent >= 0)
            Append(new(parent, slope.Value, slope.Value - slope.Error, slope.Value + slope.Error));
    }

    internal static void Edge(int parent, double slope, double low, double high)
    {
        if (parent >= 0)
            Append(new(parent, slope, low, high));
    }

    internal static Tape Leaf(ErrBound enclosure, LocalError local) => Close(enclosure, local);

    /// <summary>Makes a node of the edges recorded since the last one. A step without error on exact operands needs none.</summary>
    internal static Tape Close(ErrBound enclosure, in LocalError local)
    {
        if (_open == _firstEdge[_nodes] && local.Hard == 0)
            return new Tape(enclosure, -1);
        if (_nodes + 1 == _firstEdge.Length)
            GrowNodes();
        _local[_nodes] = local;
        _firstEdge[_nodes + 1] = _open;
        return new Tape(enclosure, _nodes++);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Append(in Slope slope)
    {
        if (_open == _slopes.Length)
            Array.Resize(ref _slopes, 2 * _slopes.Length);
        _slopes[_open++] = slope;
    }

    private static void GrowNodes()
    {
        var size = 2 * _firstEdge.Length;
        Array.Resize(ref _firstEdge, size);
        Array.Resize(ref _local, size);
        Array.Resize(ref _adjoints, size);
        Array.Resize(ref _reached, size);
    }
}
