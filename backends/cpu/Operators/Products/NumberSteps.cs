// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Products in other types than those that fp32 computes.</summary>
internal static unsafe class NumberSteps
{
    /// <summary>Source: ONNX MatMul, Gemm.</summary>
    public static readonly ImmutableArray<DType> Types = [DType.Float64, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];

    /// <summary>C = A B with A and B of any strides, within a step that asked for <see cref="NumberProduct{T,TRight}.ScratchBytes"/>.</summary>
    public static void Multiply<T>(in Frame frame, T* a, nint rowA, nint depthA, T* b, nint depthB, nint columnB, T* c, int rows, int columns, int depth)
        where T : unmanaged, INumber<T>
    {
        var product = new NumberProduct<T, StridedPanels<T>>
        {
            Left = a,
            RowStride = rowA,
            DepthStride = depthA,
            Right = new StridedPanels<T>(b, depthB, columnB, 0),
            Product = c,
            Rows = rows,
            Columns = columns,
            Depth = depth,
            Batches = 1,
            Groups = 1,
            Scratch = (T*)frame.Scratch,
        };
        product.Run(frame.Pool);
    }
}
