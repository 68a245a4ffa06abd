// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// C = A B, plus a number for each row, in any number type: integers modulo their width, floats with accumulators of their own type. C is
/// row-major. One item is a panel of columns against a share of the rows. All pointers are borrowed for the run.
/// </summary>
internal unsafe struct NumberProduct<T, TRight> : IParallelBody where T : unmanaged, INumber<T> where TRight : unmanaged, INumberPanels<T>
{
    private const int TileRows = 4;

    public T* Left;

    /// <summary>Elements of the left matrix from one row, one step of the depth and one group to the next.</summary>
    public nint RowStride, DepthStride, GroupStride;

    public TRight Right;
    public T* Product;
    public int Rows, Columns, Depth;

    /// <summary>Products one after the other: batch b takes the left matrix of group b mod <see cref="Groups"/>.</summary>
    public int Batches, Groups;

    /// <summary>One for each row of each group, or null.</summary>
    public T* RowBias;

    /// <summary><see cref="ScratchBytes"/> bytes.</summary>
    public T* Scratch;

    /// <summary>Items of one panel.</summary>
    private int _rowBlocks;

    private static int Width => 2 * Vector<T>.Count;

    private readonly int Panels => (Columns + Width - 1) / Width;

    public static long ScratchBytes(int depth, int width) => ((long)depth + TileRows) * Width * sizeof(T) * width;

    public void Run(ForkJoinPool pool)
    {
        var panels = Batches * Panels;
        if (panels == 0 || Rows == 0)
            return;
        var tiles = (Rows + TileRows - 1) / TileRows;
        _rowBlocks = Math.Clamp(pool.Width == 1 ? 1 : 2 * pool.Width / panels, 1, tiles);
        pool.Run(panels * _rowBlocks, ref this);
    }

    public readonly void Run(int item, int worker)
    {
        var (rowBlock, panel, batch) = (item % _rowBlocks, item / _rowBlocks % Panels, item / _rowBlocks / Panels);
        var tile = Scratch + (nint)worker * (Depth + TileRows) * Width;
        var columns = tile + TileRows * Width;
        var (column, group) = (panel * Width, batch % Groups);
        var used = Math.Min(Width, Columns - column);
        var right = Right;
        right.Select(batch);
        right.Fill(Depth, column, used, Width, columns);
        var left = Left + group * GroupStride;
        var bias = RowBias == null ? null : RowBias + (nint)group * Rows;
        var product = Product + (nint)batch * Rows * Columns + column;
        var tiles = (Rows + TileRows - 1) / TileRows;
        for (var i = rowBlock * tiles / _rowBlocks; i < (rowBlock + 1) * tiles / _rowBlocks; i++)
        {
            var row = i * TileRows;
            Multiply(left, row, columns, tile);
            for (var r = row; r < Math.Min(row + TileRows, Rows); r++)
                Store(tile + (r - row) * Width, bias == null ? T.Zero : bias[r], product + (nint)r * Columns, used);
        }
    }

    /// <summary>Four rows; those beyond the last repeat it.</summary>
    private readonly void Multiply(T* left, int row, T* b, T* tile)
    {
        var a0 = left + row * RowStride;
        var a1 = left + Math.Min(row + 1, Rows - 1) * RowStride;
        var a2 = left + Math.Min(row + 2, Rows - 1) * RowStride;
        var a3 = left + Math.Min(row + 3, Rows - 1) * RowStride;
        Vector<T> x0 = default, y0 = default, x1 = default, y1 = default;
        Vector<T> x2 = default, y2 = default, x3 = default, y3 = default;
        var (step, lanes) = (DepthStride, Vector<T>.Count);
        for (var k = 0; k < Depth; k++, b += 2 * lanes)
        {
            var (p, q) = (Vector.Load(b), Vector.Load(b + lanes));
            x0 += p * *a0;
            y0 += q * *a0;
            x1 += p * *a1;
            y1 += q * *a1;
            x2 += p * *a2;
            y2 += q * *a2;
            x3 += p * *a3;
            y3 += q * *a3;
            a0 += step;
            a1 += step;
            a2 += step;
            a3 += step;
        }
        x0.Store(tile);
        y0.Store(tile + lanes);
        x1.Store(tile + 2 * lanes);
        y1.Store(tile + 3 * lanes);
        x2.Store(tile + 4 * lanes);
        y2.Store(tile + 5 * lanes);
        x3.Store(tile + 6 * lanes);
        y3.Store(tile + 7 * lanes);
    }

    private readonly void Store(T* from, T bias, T* to, int count)
    {
        for (var i = 0; i < count; i++)
            to[i] = RowBias == null ? from[i] : unchecked(from[i] + bias);
    }
}
