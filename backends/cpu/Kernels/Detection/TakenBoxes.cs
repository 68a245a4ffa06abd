// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Detection;

/// <summary>Boxes, edge by edge, to be met by others.</summary>
/// <param name="memory"><see cref="Bytes"/>.</param>
/// <param name="room">Most boxes.</param>
internal unsafe struct TakenBoxes(byte* memory, int room)
{
    private readonly double* _tops = (double*)memory;
    private readonly double* _lefts = (double*)memory + room;
    private readonly double* _bottoms = (double*)memory + (nint)room * 2;
    private readonly double* _rights = (double*)memory + (nint)room * 3;
    private readonly double* _areas = (double*)memory + (nint)room * 4;

    public int Count { get; private set; }

    public static long Bytes(int room) => 5L * room * sizeof(double);

    public void Add(Box box)
    {
        (_tops[Count], _lefts[Count], _bottoms[Count], _rights[Count], _areas[Count]) = (box.Top, box.Left, box.Bottom, box.Right, box.Area);
        Count++;
    }

    /// <summary>The intersection with one of them is more than a part of their union. Boxes without an area overlap nothing, and NaN neither.</summary>
    public readonly bool IsOverlapped(Box box, double most)
    {
        var i = 0;
        var (top, left, bottom, right) = (new Vector<double>(box.Top), new Vector<double>(box.Left), new Vector<double>(box.Bottom), new Vector<double>(box.Right));
        for (; i <= Count - Vector<double>.Count; i += Vector<double>.Count)
        {
            var height = Vector.Min(bottom, Vector.Load(_bottoms + i)) - Vector.Max(top, Vector.Load(_tops + i));
            var width = Vector.Min(right, Vector.Load(_rights + i)) - Vector.Max(left, Vector.Load(_lefts + i));
            var common = Vector.Max(height, Vector<double>.Zero) * Vector.Max(width, Vector<double>.Zero);
            var union = new Vector<double>(box.Area) + Vector.Load(_areas + i) - common;
            if (Vector.GreaterThanAny(common / union, new Vector<double>(most)))
                return true;
        }
        for (; i < Count; i++)
        {
            var height = Math.Min(box.Bottom, _bottoms[i]) - Math.Max(box.Top, _tops[i]);
            var width = Math.Min(box.Right, _rights[i]) - Math.Max(box.Left, _lefts[i]);
            var common = Math.Max(height, 0) * Math.Max(width, 0);
            if (common / (box.Area + _areas[i] - common) > most)
                return true;
        }
        return false;
    }
}
