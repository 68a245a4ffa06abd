// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Quantization;

/// <summary>
/// C = A B of 16-bit integers below 2^9 in magnitude, summed exactly modulo 2^32. C is row-major. One item is a panel of columns against a
/// share of the rows. All pointers are borrowed for the run.
/// </summary>
internal unsafe struct ShortProduct<TRight> : IParallelBody where TRight : unmanaged, INumberPanels<short>
{
    private const int TileRows = 4;
    private const int Width = 16;

    /// <summary>Rows of <see cref="EvenDepth"/> elements; what is behind the depth is 0.</summary>
    public short* Left;

    public TRight Right;
    public int* Product;
    public int Rows, Columns, Depth;

    /// <summary>Products one after the other: batch b takes the left matrix of group b mod <see cref="Groups"/>.</summary>
    public int Batches, Groups;

    /// <summary><see cref="ScratchBytes"/> bytes.</summary>
    public byte* Scratch;

    /// <summary>Items of one panel.</summary>
    private int _rowBlocks;

    private readonly int Panels => (Columns + Width - 1) / Width;

    public static int EvenDepth(int depth) => (depth + 1) & -2;

    public static long ScratchBytes(int depth, int width) => WorkerBytes(depth) * width;

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
        var tile = (int*)(Scratch + worker * WorkerBytes(Depth));
        var columns = (short*)(tile + TileRows * Width);
        var (column, even) = (panel * Width, EvenDepth(Depth));
        var used = Math.Min(Width, Columns - column);
        var right = Right;
        right.Select(batch);
        right.Fill(Depth, column, used, Width, columns);
        if (even > Depth)
            new Span<short>(columns + (nint)Depth * Width, Width).Clear();
        var left = Left + (nint)(batch % Groups) * Rows * even;
        var product = Product + (nint)batch * Rows * Columns + column;
        var tiles = (Rows + TileRows - 1) / TileRows;
        for (var i = rowBlock * tiles / _rowBlocks; i < (rowBlock + 1) * tiles / _rowBlocks; i++)
        {
            var row = i * TileRows;
            if (Avx2.IsSupported)
                Multiply(left, row, even, columns, tile);
            else
                MultiplyPortably(left, row, even, columns, tile);
            for (var r = row; r < Math.Min(row + TileRows, Rows); r++)
                new Span<int>(tile + (r - row) * Width, used).CopyTo(new Span<int>(product + (nint)r * Columns, used));
        }
    }

    private static long WorkerBytes(int depth) => TileRows * Width * sizeof(int) + (long)EvenDepth(depth) * Width * sizeof(short);

    private readonly short* Row(short* left, int row, int depth) => left + (nint)Math.Min(row, Rows - 1) * depth;

    /// <summary>Four rows, those beyond the last repeat it; two steps of the depth at a time.</summary>
    private readonly void Multiply(short* left, int row, int depth, short* b, int* tile)
    {
        var (a0, a1) = ((nint)Row(left, row, depth), (nint)Row(left, row + 1, depth));
        var (a2, a3) = ((nint)Row(left, row + 2, depth), (nint)Row(left, row + 3, depth));
        Vector256<int> x0 = default, y0 = default, x1 = default, y1 = default;
        Vector256<int> x2 = default, y2 = default, x3 = default, y3 = default;
        for (nint k = 0; k < depth / 2; k++, b += 2 * Width)
        {
            var (p, q) = (Vector256.Load(b), Vector256.Load(b + Width));
            var (low, high) = (Avx2.UnpackLow(p, q), Avx2.UnpackHigh(p, q));
            var f0 = Vector256.Create(((int*)a0)[k]).AsInt16();
            x0 += Avx2.MultiplyAddAdjacent(low, f0);
            y0 += Avx2.MultiplyAddAdjacent(high, f0);
            var f1 = Vector256.Create(((int*)a1)[k]).AsInt16();
            x1 += Avx2.MultiplyAddAdjacent(low, f1);
            y1 += Avx2.MultiplyAddAdjacent(high, f1);
            var f2 = Vector256.Create(((int*)a2)[k]).AsInt16();
            x2 += Avx2.MultiplyAddAdjacent(low, f2);
            y2 += Avx2.MultiplyAddAdjacent(high, f2);
            var f3 = Vector256.Create(((int*)a3)[k]).AsInt16();
            x3 += Avx2.MultiplyAddAdjacent(low, f3);
            y3 += Avx2.MultiplyAddAdjacent(high, f3);
        }
        Store(x0, y0, tile);
        Store(x1, y1, tile + Width);
        Store(x2, y2, tile + 2 * Width);
        Store(x3, y3, tile + 3 * Width);
    }

    /// <summary>Columns 0-3 and 8-11 lie in the first, the others in the second.</summary>
    private static void Store(Vector256<int> low, Vector256<int> high, int* to)
    {
        Avx2.Permute2x128(low, high, 0x20).Store(to);
        Avx2.Permute2x128(low, high, 0x31).Store(to + 8);
    }

    private readonly void MultiplyPortably(short* left, int row, int depth, short* b, int* tile)
    {
        new Span<int>(tile, TileRows * Width).Clear();
        for (var r = 0; r < TileRows; r++)
        {
            var a = Row(left, row + r, depth);
            for (nint k = 0; k < depth; k++)
                for (nint lane = 0; lane < Width; lane++)
                    tile[r * Width + lane] = unchecked(tile[r * Width + lane] + (a[k] * b[k * Width + lane]));
        }
    }
}
