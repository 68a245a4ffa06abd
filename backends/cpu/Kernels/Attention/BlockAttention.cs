// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>
/// A block of queries against all the keys that any of them sees, as two packed products in fp32. One item is one block of one head.
/// </summary>
internal unsafe struct BlockAttention : IParallelBody
{
    /// <summary>Queries of one block.</summary>
    private const int Rows = 112;

    public AttentionShape Shape;
    public AttentionWeights<float> Weights;
    public HeadRows<float> Queries, Keys, Values, Output;

    /// <summary><see cref="WorkerBytes"/> bytes for each worker.</summary>
    public byte* Scratch;

    public ForkJoinPool Pool;

    public readonly int Items => Shape.Batch * Shape.Heads * Blocks;

    private readonly int Blocks => (Shape.Queries + Rows - 1) / Rows;

    public static long WorkerBytes(AttentionShape shape, int width)
    {
        var rows = Math.Min(Rows, shape.Queries);
        var scores = PackedProduct.ScratchBytes(Block(rows, shape.Keys, shape.Size), width);
        var values = PackedProduct.ScratchBytes(Block(rows, shape.ValueSize, shape.Keys), width)
            + PackedProduct.ScratchBytes(Block(rows, shape.ValueSize, Math.Min(shape.Keys, Blocking.MaxDepth)), width);
        return ScoreBytes(shape) + Math.Max(scores, values);
    }

    public readonly void Run(int item, int worker)
    {
        var (block, head, batch) = (item % Blocks, item / Blocks % Shape.Heads, item / Blocks / Shape.Heads);
        var first = block * Rows;
        var rows = Math.Min(Rows, Shape.Queries - first);
        var keyHead = Shape.KeyHead(head);
        var count = Weights.Report != null ? Shape.Keys : 0;
        for (var row = 0; row < rows; row++)
            count = Math.Max(count, Weights.Visible(batch, first + row).End);
        var scores = (float*)(Scratch + (nint)worker * (nint)WorkerBytes(Shape, Pool.Width));
        var packed = (byte*)scores + ScoreBytes(Shape);
        PackedProduct.Multiply(Pool, Path, Block(rows, count, Shape.Size), Queries.At(batch, head, first), Queries.Step, 1,
            Keys.At(batch, keyHead, 0), 1, Keys.Step, scores, count, packed);
        for (var row = 0; row < rows; row++)
            Weights.Apply(scores + (nint)row * count, count, batch, head, first + row);
        PackedProduct.Multiply(Pool, Path, Block(rows, Shape.ValueSize, count), scores, count, 1,
            Values.At(batch, keyHead, 0), Values.Step, 1, Output.At(batch, head, first), Output.Step, packed);
    }

    private static KernelPath Path => KernelPaths.Choose(14, 1);

    private static Blocking Block(int rows, int columns, int depth) => KernelPaths.Block(Path, rows, columns, depth);

    private static long ScoreBytes(AttentionShape shape) => ((long)Math.Min(Rows, shape.Queries) * shape.Keys * sizeof(float) + 63) & -64;
}
