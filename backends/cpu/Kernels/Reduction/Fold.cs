// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>
/// Folds elements into outputs, in pairs of halves, so that the error of a sum grows with the logarithm of the count. A unit of work is a
/// strip of columns of one row; one item is a run of units.
/// </summary>
internal readonly unsafe struct Fold<T, TFold>(FoldShape shape, T* from, T* to) : IParallelBody
    where T : unmanaged, INumber<T>, IMinMaxValue<T> where TFold : IFold
{
    private const int Strip = 64;
    private const int ElementsPerItem = 8192;
    private const int Leaf = 16;
    private const int LeafRun = 512;

    public int Items => checked((int)((Units + UnitsPerItem - 1) / UnitsPerItem));

    private int Strips => (shape.Columns + Strip - 1) / Strip;

    private long Units => (long)shape.Rows * Strips;

    private long UnitsPerItem => Math.Max(1, ElementsPerItem / Math.Max(1, shape.Count * Math.Min(Strip, Math.Max(1, shape.Columns))));

    public void Run(int item, int worker)
    {
        var totals = stackalloc T[Strip];
        var end = Math.Min(Units, (item + 1) * UnitsPerItem);
        for (var unit = item * UnitsPerItem; unit < end; unit++)
        {
            var (row, column) = ((int)(unit / Strips), (int)(unit % Strips) * Strip);
            var width = Math.Min(Strip, shape.Columns - column);
            Gather(from + shape.Origin(row) + column, 0, shape.Run == 0 ? 0 : shape.Runs, width, totals);
            var output = to + (nint)row * shape.Columns + column;
            for (var i = 0; i < width; i++)
                output[i] = TFold.Finish(totals[i], shape.Count);
        }
    }

    private void Gather(T* x, int first, int end, int width, T* totals)
    {
        if (end - first > Leaf)
        {
            var middle = first + (end - first) / 2;
            var second = stackalloc T[Strip];
            Gather(x, first, middle, width, totals);
            Gather(x, middle, end, width, second);
            Join(totals, second, width);
            return;
        }
        new Span<T>(totals, width).Fill(TFold.Start<T>());
        for (var run = first; run < end; run++)
            if (shape.Run > 1)
                totals[0] = TFold.Join(totals[0], OfRun(x + shape.Offset(run), shape.Run));
            else
                JoinMapped(totals, x + shape.Offset(run), width);
    }

    private static void Join(T* totals, T* others, int width)
    {
        var i = 0;
        for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
            TFold.Join(Vector.Load(totals + i), Vector.Load(others + i)).Store(totals + i);
        for (; i < width; i++)
            totals[i] = TFold.Join(totals[i], others[i]);
    }

    private static void JoinMapped(T* totals, T* x, int width)
    {
        var i = 0;
        for (; i <= width - Vector<T>.Count; i += Vector<T>.Count)
            TFold.Join(Vector.Load(totals + i), TFold.Map(Vector.Load(x + i))).Store(totals + i);
        for (; i < width; i++)
            totals[i] = TFold.Join(totals[i], TFold.Map(x[i]));
    }

    private static T OfRun(T* x, int count)
    {
        if (count > LeafRun)
        {
            var half = count / 2 & -Strip;
            return TFold.Join(OfRun(x, half), OfRun(x + half, count - half));
        }
        var total = TFold.Start<T>();
        var i = 0;
        if (count >= 4 * Vector<T>.Count)
        {
            var start = new Vector<T>(total);
            var (first, second, third, fourth) = (start, start, start, start);
            for (; i <= count - 4 * Vector<T>.Count; i += 4 * Vector<T>.Count)
            {
                first = TFold.Join(first, TFold.Map(Vector.Load(x + i)));
                second = TFold.Join(second, TFold.Map(Vector.Load(x + i + Vector<T>.Count)));
                third = TFold.Join(third, TFold.Map(Vector.Load(x + i + 2 * Vector<T>.Count)));
                fourth = TFold.Join(fourth, TFold.Map(Vector.Load(x + i + 3 * Vector<T>.Count)));
            }
            var vector = TFold.Join(TFold.Join(first, second), TFold.Join(third, fourth));
            for (var lane = 0; lane < Vector<T>.Count; lane++)
                total = TFold.Join(total, vector[lane]);
        }
        for (; i < count; i++)
            total = TFold.Join(total, TFold.Map(x[i]));
        return total;
    }
}
