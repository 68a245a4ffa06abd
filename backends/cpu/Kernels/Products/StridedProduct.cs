// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Small products C = A B, dense one behind the other, of matrices with any strides. One item is one product.</summary>
internal unsafe struct StridedProduct<T> : IParallelBody where T : unmanaged, INumber<T>
{
    public T* A, B, C;
    public int Rows, Columns, Depth;
    public nint RowStep, LeftDepthStep, RightDepthStep, ColumnStep;

    /// <summary>First elements of both matrices of each product.</summary>
    public (nint Left, nint Right)[] Origins;

    public readonly void Run(int item, int worker)
    {
        T* left = A + Origins[item].Left, right = B + Origins[item].Right;
        var to = C + (nint)item * Rows * Columns;
        for (nint row = 0; row < Rows; row++)
            for (nint column = 0; column < Columns; column++)
            {
                T* a = left + row * RowStep, b = right + column * ColumnStep;
                var sum = T.Zero;
                for (var k = 0; k < Depth; k++, a += LeftDepthStep, b += RightDepthStep)
                    sum = unchecked(sum + *a * *b);
                *to++ = sum;
            }
    }
}
