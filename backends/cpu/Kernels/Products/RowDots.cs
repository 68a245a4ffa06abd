// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Backends.Cpu.Threading;

namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// Y = X W^T, both row-major along the depth: for few rows of X, where every weight is read once. One item is a run of columns of Y.
/// </summary>
internal unsafe struct RowDots<T> : IParallelBody where T : unmanaged, INumber<T>
{
    private const int Chunk = 32;

    public T* X, W, Y;
    public int Rows, Columns, Depth;

    /// <summary>Added to every row of Y; or null.</summary>
    public T* Bias;

    public readonly int Items => (Columns + Chunk - 1) / Chunk;

    public readonly void Run(int item, int worker)
    {
        var end = Math.Min(Columns, (item + 1) * Chunk);
        for (var column = item * Chunk; column < end; column++)
            for (var row = 0; row < Rows; row++)
            {
                var dot = Dot(X + (nint)row * Depth, W + (nint)column * Depth, Depth);
                Y[(nint)row * Columns + column] = Bias == null ? dot : dot + Bias[column];
            }
    }

    private static T Dot(T* x, T* w, int depth)
    {
        Vector<T> first = default, second = default, third = default, fourth = default;
        var (k, lanes) = (0, Vector<T>.Count);
        for (; k <= depth - 4 * lanes; k += 4 * lanes)
        {
            first += Vector.Load(x + k) * Vector.Load(w + k);
            second += Vector.Load(x + k + lanes) * Vector.Load(w + k + lanes);
            third += Vector.Load(x + k + 2 * lanes) * Vector.Load(w + k + 2 * lanes);
            fourth += Vector.Load(x + k + 3 * lanes) * Vector.Load(w + k + 3 * lanes);
        }
        for (; k <= depth - lanes; k += lanes)
            first += Vector.Load(x + k) * Vector.Load(w + k);
        var sum = Vector.Sum(first + second + (third + fourth));
        for (; k < depth; k++)
            sum += x[k] * w[k];
        return sum;
    }
}
