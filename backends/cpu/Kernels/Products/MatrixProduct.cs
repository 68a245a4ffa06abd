// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// C = finish(A B) in fp32 over packed panels: sums run along the depth in registers and are added block by block. C is row-major.
/// All pointers are borrowed for the run.
/// </summary>
internal unsafe struct MatrixProduct<TRight> where TRight : unmanaged, IRightPanels
{
    private const int BlockColumns = 192;

    public KernelPath Path;
    public Blocking Blocking;

    /// <summary>Products with the same left matrices in turn: batch b takes group b mod <see cref="Groups"/>.</summary>
    public int Batches;

    public int Groups;

    /// <summary>Packed left matrices, one after the other.</summary>
    public float* Left;

    public TRight Right;

    public float* Product;

    /// <summary>Elements from one row of the product to the next.</summary>
    public nint Stride;

    public Epilogue Epilogue;

    /// <summary><see cref="ScratchBytes"/> bytes.</summary>
    public float* Scratch;

    /// <summary>Bytes of scratch for a pool of <paramref name="width"/> threads.</summary>
    public static long ScratchBytes(Blocking blocking, int width) => ScratchPerWorker(blocking) * width * sizeof(float);

    public void Run(ForkJoinPool pool)
    {
        if (Blocking.Rows == 0 || Blocking.Columns == 0 || Batches == 0)
            return;
        switch (Path)
        {
            case KernelPath.Avx512Tall: Start<Avx512Kernel14x32>(pool); break;
            case KernelPath.Avx512Wide: Start<Avx512Kernel8x48>(pool); break;
            case KernelPath.Fma: Start<FmaKernel6x16>(pool); break;
            default: Start<PortableKernel4x8>(pool); break;
        }
    }

    private static int PanelsPerBlock(Blocking blocking) => Math.Min(blocking.ColumnPanels, Math.Max(1, BlockColumns / blocking.PanelColumns));

    private static long ScratchPerWorker(Blocking blocking) =>
        (long)PanelsPerBlock(blocking) * blocking.PanelColumns * blocking.BlockDepth + blocking.PanelRows * blocking.PanelColumns + 32;

    private void Start<TKernel>(ForkJoinPool pool) where TKernel : IMicroKernel
    {
        var columnBlocks = (Blocking.ColumnPanels + PanelsPerBlock(Blocking) - 1) / PanelsPerBlock(Blocking);
        var wanted = pool.Width == 1 ? 1 : (2 * pool.Width + Batches * columnBlocks - 1) / (Batches * columnBlocks);
        var body = new Body<TKernel>
        {
            Work = this,
            ColumnBlocks = columnBlocks,
            RowBlocks = Math.Clamp(wanted, 1, Blocking.RowPanels),
            WorkerFloats = (nint)ScratchPerWorker(Blocking),
        };
        pool.Run(Batches * columnBlocks * body.RowBlocks, ref body);
    }

    private struct Body<TKernel> : IParallelBody where TKernel : IMicroKernel
    {
        public MatrixProduct<TRight> Work;
        public int ColumnBlocks;
        public int RowBlocks;
        public nint WorkerFloats;

        public readonly void Run(int item, int worker)
        {
            var blocking = Work.Blocking;
            var batch = item / (ColumnBlocks * RowBlocks);
            var (columnBlock, rowBlock) = (item / RowBlocks % ColumnBlocks, item % RowBlocks);
            var right = Work.Right;
            right.Select(batch);
            var group = batch % Work.Groups;
            var offset = (nint)batch * blocking.Rows * Work.Stride;
            var left = Work.Left + group * (nint)blocking.LeftSize;
            var epilogue = Work.Epilogue.Skip((nint)group * blocking.Rows, offset);
            var product = Work.Product + offset;

            var perBlock = PanelsPerBlock(blocking);
            var (firstColumn, lastColumn) = (columnBlock * perBlock, Math.Min(blocking.ColumnPanels, (columnBlock + 1) * perBlock));
            var (firstRow, lastRow) = (rowBlock * blocking.RowPanels / RowBlocks, (rowBlock + 1) * blocking.RowPanels / RowBlocks);
            var scratch = Work.Scratch + worker * WorkerFloats;
            var tile = scratch + (nint)perBlock * blocking.PanelColumns * blocking.BlockDepth;
            var panels = stackalloc float*[perBlock];

            for (var block = 0; block < blocking.DepthBlocks; block++)
            {
                for (var panel = firstColumn; panel < lastColumn; panel++)
                    panels[panel - firstColumn] = right.Panel(blocking, block, panel,
                        scratch + (nint)(panel - firstColumn) * blocking.PanelColumns * blocking.BlockDepth);
                var last = block == blocking.DepthBlocks - 1 && !epilogue.IsEmpty;
                for (var row = firstRow; row < lastRow; row++)
                    for (var panel = firstColumn; panel < lastColumn; panel++)
                    {
                        ComputeTile(blocking, block, left + blocking.LeftPanel(block, row), panels[panel - firstColumn], row, panel, product, tile);
                        if (last)
                            Finish(blocking, epilogue, row, panel, product);
                    }
            }
        }

        private readonly void ComputeTile(in Blocking blocking, int block, float* a, float* b, int rowPanel, int columnPanel, float* product, float* tile)
        {
            nint depth = blocking.DepthOf(block);
            var add = block > 0;
            var (row, column) = (rowPanel * TKernel.Rows, columnPanel * TKernel.Columns);
            var rows = Math.Min(TKernel.Rows, blocking.Rows - row);
            var columns = Math.Min(TKernel.Columns, blocking.Columns - column);
            var c = product + row * Work.Stride + column;
            if (columns == TKernel.Columns)
            {
                if (rows == TKernel.Rows)
                {
                    TKernel.Multiply(depth, a, b, c, Work.Stride, add);
                    return;
                }
                TKernel.Multiply(depth, a, b, tile, TKernel.Columns, false);
                Copy(tile, c, rows, columns, add);
                return;
            }
            for (var lane = 0; lane < columns; lane += TKernel.Lanes)
            {
                var width = Math.Min(TKernel.Lanes, columns - lane);
                if (width == TKernel.Lanes && rows == TKernel.Rows)
                {
                    TKernel.MultiplyNarrow(depth, a, b + lane, c + lane, Work.Stride, add);
                    continue;
                }
                TKernel.MultiplyNarrow(depth, a, b + lane, tile, TKernel.Columns, false);
                Copy(tile, c + lane, rows, width, add);
            }
        }

        private readonly void Copy(float* tile, float* c, int rows, int width, bool add)
        {
            for (var row = 0; row < rows; row++, tile += TKernel.Columns, c += Work.Stride)
                for (var lane = 0; lane < width; lane++)
                    c[lane] = add ? c[lane] + tile[lane] : tile[lane];
        }

        private readonly void Finish(in Blocking blocking, in Epilogue epilogue, int rowPanel, int columnPanel, float* product)
        {
            var (row, column) = (rowPanel * TKernel.Rows, columnPanel * TKernel.Columns);
            var end = Math.Min(row + TKernel.Rows, blocking.Rows);
            var width = Math.Min(TKernel.Columns, blocking.Columns - column);
            for (; row < end; row++)
                epilogue.Apply(product, Work.Stride, row, column, width);
        }
    }
}
