// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Layout;

/// <summary>Copies a box whose lines are read in the order they are written. One item is one run of elements of the box.</summary>
internal readonly unsafe struct LineCopy<T>(T* from, T* to, Box box) : IParallelBody where T : unmanaged
{
    private const int Chunk = 32768;

    private readonly Box _box = box;

    public int Items => checked((int)((_box.Count + Chunk - 1) / Chunk));

    public void Run(int item, int worker)
    {
        var inner = _box.Rank == 0 ? 1 : _box.Dims[_box.Rank - 1];
        var (fromStep, toStep) = _box.Rank == 0 ? (1, 1) : (_box.From[_box.Rank - 1], _box.To[_box.Rank - 1]);
        var at = (nint)item * Chunk;
        var end = (nint)Math.Min(_box.Count, (long)at + Chunk);
        var cursor = new BoxCursor(in _box, _box.Rank - 1, at / inner);
        for (var column = at % inner; at < end; column = 0)
        {
            var length = Math.Min(inner - column, end - at);
            Copy(from + cursor.From + column * fromStep, to + cursor.To + column * toStep, length, fromStep, toStep);
            at += length;
            cursor.Advance(in _box);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(T* source, T* target, nint length, nint fromStep, nint toStep)
    {
        if (toStep == 1 && fromStep == 1 && length >= 8)
            new ReadOnlySpan<T>(source, (int)length).CopyTo(new Span<T>(target, (int)length));
        else if (toStep == 1 && fromStep == 0)
            new Span<T>(target, (int)length).Fill(*source);
        else
            for (nint i = 0; i < length; i++)
                target[i * toStep] = source[i * fromStep];
    }
}

/// <summary>Copies a box of paired inner dims (<see cref="Box.PairInnerDims"/>), none of them empty, in tiles. One item is some tiles.</summary>
internal readonly unsafe struct TileCopy<T>(T* from, T* to, Box box) : IParallelBody where T : unmanaged
{
    private const int TileRows = 32;
    private const int TileColumns = 1024;
    private const int Strip = 16;
    private const int ElementsPerItem = 16384;

    private readonly Box _box = box;

    public int Items => checked((int)((Tiles + TilesPerItem - 1) / TilesPerItem));

    private nint Rows => _box.Dims[_box.Rank - 2];

    private nint Columns => _box.Dims[_box.Rank - 1];

    private nint RowTiles => (Rows + TileRows - 1) / TileRows;

    private nint ColumnTiles => (Columns + TileColumns - 1) / TileColumns;

    private long Tiles => _box.Count / (Rows * Columns) * RowTiles * ColumnTiles;

    private long TilesPerItem => Math.Max(1, ElementsPerItem / (Math.Min(Rows, TileRows) * Math.Min(Columns, TileColumns)));

    public void Run(int item, int worker)
    {
        var end = Math.Min(Tiles, (item + 1) * TilesPerItem);
        for (var tile = item * TilesPerItem; tile < end; tile++)
        {
            var plane = (nint)(tile / (RowTiles * ColumnTiles));
            var within = (nint)(tile % (RowTiles * ColumnTiles));
            var cursor = new BoxCursor(in _box, _box.Rank - 2, plane);
            Copy(from + cursor.From, to + cursor.To, within / ColumnTiles * TileRows, within % ColumnTiles * TileColumns);
        }
    }

    private void Copy(T* source, T* target, nint firstRow, nint firstColumn)
    {
        var (fromStep, toStep) = (_box.From[_box.Rank - 1], _box.To[_box.Rank - 2]);
        var (lastRow, lastColumn) = (Math.Min(Rows, firstRow + TileRows), Math.Min(Columns, firstColumn + TileColumns));
        var squareColumns = sizeof(T) == sizeof(float) && Square.IsSupported ? (lastColumn - firstColumn) / Square.Side * Square.Side : 0;
        var squareRows = (lastRow - firstRow) / Square.Side * Square.Side;
        for (var column = firstColumn; column < firstColumn + squareColumns; column += Square.Side)
            for (var row = firstRow; row < firstRow + squareRows; row += Square.Side)
                Square.Transpose((float*)(source + row + column * fromStep), fromStep, (float*)(target + row * toStep + column), toStep);
        if (squareColumns > 0)
            Strips(source, target, firstRow + squareRows, lastRow, firstColumn, firstColumn + squareColumns);
        Strips(source, target, firstRow, lastRow, firstColumn + squareColumns, lastColumn);
    }

    private void Strips(T* source, T* target, nint firstRow, nint lastRow, nint firstColumn, nint lastColumn)
    {
        var (fromStep, toStep) = (_box.From[_box.Rank - 1], _box.To[_box.Rank - 2]);
        for (var strip = firstColumn; strip < lastColumn; strip += Strip)
        {
            var end = Math.Min(lastColumn, strip + Strip);
            for (var row = firstRow; row < lastRow; row++)
                for (var column = strip; column < end; column++)
                    target[row * toStep + column] = source[row + column * fromStep];
        }
    }
}

/// <summary>A position in the outer dims of a box.</summary>
internal struct BoxCursor
{
    private readonly int _rank;
    private Extents _index;

    /// <param name="box">The box.</param>
    /// <param name="rank">How many of its dims are walked, from the outermost.</param>
    /// <param name="position">Row-major position in them.</param>
    public BoxCursor(in Box box, int rank, nint position)
    {
        _rank = rank;
        for (var dim = rank - 1; dim >= 0; dim--)
        {
            (position, _index[dim]) = Math.DivRem(position, box.Dims[dim]);
            From += _index[dim] * box.From[dim];
            To += _index[dim] * box.To[dim];
        }
    }

    public nint From { get; private set; }

    public nint To { get; private set; }

    public void Advance(in Box box)
    {
        for (var dim = _rank - 1; dim >= 0; dim--)
        {
            From += box.From[dim];
            To += box.To[dim];
            if (++_index[dim] < box.Dims[dim])
                return;
            From -= box.Dims[dim] * box.From[dim];
            To -= box.Dims[dim] * box.To[dim];
            _index[dim] = 0;
        }
    }
}
