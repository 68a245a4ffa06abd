// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>Where the columns of the right matrix of a <see cref="NumberProduct{T,TRight}"/> come from.</summary>
internal unsafe interface INumberPanels<T> where T : unmanaged
{
    /// <summary>Moves to a later member of the batch.</summary>
    void Select(int batch);

    /// <summary>Writes <paramref name="used"/> of <paramref name="width"/> columns, row after row; the others become zero.</summary>
    void Fill(int depth, int column, int used, int width, T* to);
}

/// <summary>A matrix with any strides.</summary>
internal unsafe struct StridedPanels<T>(T* matrix, nint rowStride, nint columnStride, nint batchStride) : INumberPanels<T> where T : unmanaged
{
    private T* _matrix = matrix;

    public void Select(int batch) => _matrix += batch * batchStride;

    public readonly void Fill(int depth, int column, int used, int width, T* to)
    {
        var from = _matrix + column * columnStride;
        for (nint k = 0; k < depth; k++, from += rowStride, to += width)
        {
            if (columnStride == 1)
                new Span<T>(from, used).CopyTo(new Span<T>(to, used));
            else
                for (nint lane = 0; lane < used; lane++)
                    to[lane] = from[lane * columnStride];
            new Span<T>(to + used, width - used).Clear();
        }
    }
}
