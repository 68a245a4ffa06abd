// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Attention;

/// <summary>Rows of a tensor by batch, head and position, whichever way they are laid out; the numbers of a row are contiguous.</summary>
internal readonly unsafe struct HeadRows<T>(T* data, HeadStrides strides) where T : unmanaged
{
    /// <summary>Elements from one position to the next.</summary>
    public nint Step => strides.Row;

    public T* At(int batch, int head, int row) => data + batch * strides.Batch + head * strides.Head + row * strides.Row;
}

/// <summary>Elements from one batch, head and row to the next.</summary>
internal readonly record struct HeadStrides(nint Batch, nint Head, nint Row)
{
    /// <summary>Heads before positions.</summary>
    public static HeadStrides OfHeads(int heads, int rows, int size) => new((nint)heads * rows * size, (nint)rows * size, size);

    /// <summary>Positions before heads.</summary>
    public static HeadStrides OfPositions(int heads, int rows, int size) => new((nint)heads * rows * size, size, (nint)heads * size);
}
