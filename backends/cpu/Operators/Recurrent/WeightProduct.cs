// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>
/// Y = X W^T + bias with W a part of a value, row-major along the depth. In fp32 with enough rows over panels of W, packed when the program is
/// compiled where W is constant; otherwise row by row.
/// </summary>
internal sealed unsafe class WeightProduct
{
    private const int FewRows = 4;

    private readonly int _rows, _columns, _depth, _weights;
    private readonly nint _offset;
    private readonly KernelPath _path;
    private readonly Blocking? _blocking;

    private WeightProduct(int rows, int columns, int depth, int weights, nint offset, KernelPath path, Blocking? blocking)
    {
        (_rows, _columns, _depth, _weights, _offset) = (rows, columns, depth, weights, offset);
        (_path, _blocking) = (path, blocking);
    }

    /// <summary>The slot that a step reads.</summary>
    public int Reads => _weights;

    /// <param name="offset">Elements of <paramref name="value"/> before W.</param>
    public static WeightProduct Of<T>(PlanBuilder builder, int value, nint offset, int rows, int columns, int depth) where T : unmanaged
    {
        if (typeof(T) != typeof(float) || rows < FewRows)
            return new WeightProduct(rows, columns, depth, builder.Operand(value), offset, default, null);
        var path = KernelPaths.Choose(rows, columns);
        var blocking = KernelPaths.Block(path, rows, columns, depth);
        return new WeightProduct(rows, columns, depth, LeftPanels.Pack(builder, value, blocking, false, depth, 1, offset), 0, path, blocking);
    }

    /// <summary>Bytes at the head of the step's scratch.</summary>
    public long ScratchBytes(int width) => _blocking is { } blocking ? LeftBytes(blocking) + MatrixProduct<PackedPanels>.ScratchBytes(blocking, width) : 0;

    /// <param name="x">A row-major matrix of the rows and depth that were said.</param>
    /// <param name="bias">One for each column, or null.</param>
    public void Run<T>(in Frame frame, T* x, T* y, T* bias) where T : unmanaged, INumber<T>
    {
        if (_blocking is { } blocking)
        {
            RunPacked(frame, blocking, (float*)x, (float*)y, (float*)bias);
            return;
        }
        var body = new RowDots<T> { X = x, W = frame.At<T>(_weights) + _offset, Y = y, Rows = _rows, Columns = _columns, Depth = _depth, Bias = bias };
        frame.Pool.Run(body.Items, ref body);
    }

    private void RunPacked(in Frame frame, Blocking blocking, float* x, float* y, float* bias)
    {
        var left = (float*)frame.Scratch;
        var pack = Packing.Left(blocking, x, _depth, 1, left);
        frame.Pool.Run(pack.Items, ref pack);
        var product = new MatrixProduct<PackedPanels>
        {
            Path = _path,
            Blocking = blocking,
            Batches = 1,
            Groups = 1,
            Left = left,
            Right = new PackedPanels(frame.Floats(_weights)),
            Product = y,
            Stride = _columns,
            Epilogue = new Epilogue { ColumnBias = bias },
            Scratch = (float*)(frame.Scratch + LeftBytes(blocking)),
        };
        product.Run(frame.Pool);
    }

    private static long LeftBytes(Blocking blocking) => (blocking.LeftSize * sizeof(float) + 63) & -64;
}
