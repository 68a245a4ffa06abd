// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>fp32 products whose matrices are both packed when they run.</summary>
internal static unsafe class PackedProduct
{
    /// <summary>Bytes of scratch, a multiple of 64.</summary>
    public static long ScratchBytes(Blocking blocking, int width) =>
        Bytes(blocking.LeftSize) + Bytes(blocking.RightSize) + ((MatrixProduct<PackedPanels>.ScratchBytes(blocking, width) + 63) & -64);

    /// <summary>C = A B with A and B of any strides and the rows of C <paramref name="stride"/> apart.</summary>
    public static void Multiply(ForkJoinPool pool, KernelPath path, Blocking blocking, float* a, nint rowA, nint depthA, float* b, nint depthB, nint columnB, float* c, nint stride, byte* scratch)
    {
        float* left = (float*)scratch, right = (float*)(scratch + Bytes(blocking.LeftSize));
        var packLeft = Packing.Left(blocking, a, rowA, depthA, left);
        pool.Run(packLeft.Items, ref packLeft);
        var packRight = Packing.Right(blocking, b, columnB, depthB, right);
        pool.Run(packRight.Items, ref packRight);
        var product = new MatrixProduct<PackedPanels>
        {
            Path = path,
            Blocking = blocking,
            Batches = 1,
            Groups = 1,
            Left = left,
            Right = new PackedPanels(right),
            Product = c,
            Stride = stride,
            Scratch = (float*)((byte*)right + Bytes(blocking.RightSize)),
        };
        product.Run(pool);
    }

    private static long Bytes(long floats) => (floats * sizeof(float) + 63) & -64;
}
