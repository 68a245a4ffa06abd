// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <param name="Lines">Lines of all matrices.</param>
/// <param name="Rows">Lines of one matrix.</param>
internal readonly record struct TriangleShape(int Lines, int Rows, int Columns, bool Upper);

/// <summary>Keeps the elements on one side of a diagonal, those on it included, and makes the others zero. One item is some lines.</summary>
internal readonly unsafe struct Triangle<T>(T* from, T* to, TriangleShape shape, long diagonal) : IParallelBody where T : unmanaged
{
    private const int ElementsPerItem = 16384;

    public int Items => shape.Columns == 0 ? 0 : (shape.Lines + LinesPerItem - 1) / LinesPerItem;

    private int LinesPerItem => Math.Max(1, ElementsPerItem / shape.Columns);

    public void Run(int item, int worker)
    {
        var columns = shape.Columns;
        var end = Math.Min(shape.Lines, (item + 1) * LinesPerItem);
        for (nint line = item * LinesPerItem; line < end; line++)
        {
            var source = from + line * columns;
            var target = to + line * columns;
            var place = (Int128)(line % shape.Rows) + diagonal;
            var cut = (int)Int128.Clamp(shape.Upper ? place : place + 1, 0, columns);
            var (first, last) = shape.Upper ? (cut, columns) : (0, cut);
            new Span<T>(target, first).Clear();
            Runs.Copy(source + first, target + first, last - first);
            new Span<T>(target + last, columns - last).Clear();
        }
    }
}
