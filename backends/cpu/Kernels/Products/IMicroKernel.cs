// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Kernels.Products;

/// <summary>
/// The innermost product: a tile of <see cref="Rows"/> by <see cref="Columns"/> kept in registers. The panel of A holds
/// <see cref="Rows"/> numbers for each step of the depth, the panel of B <see cref="Columns"/>.
/// </summary>
internal unsafe interface IMicroKernel
{
    static abstract bool IsSupported { get; }

    static abstract int Rows { get; }

    static abstract int Columns { get; }

    /// <summary>Columns of one vector; <see cref="Columns"/> is a multiple of it.</summary>
    static abstract int Lanes { get; }

    /// <summary>c = a b, or c += a b when <paramref name="add"/>; the whole tile.</summary>
    /// <param name="stride">Elements from one row of c to the next.</param>
    static abstract void Multiply(nint depth, float* a, float* b, float* c, nint stride, bool add);

    /// <summary>The same for the first <see cref="Lanes"/> columns at <paramref name="b"/>, whose rows are still <see cref="Columns"/> apart.</summary>
    static abstract void MultiplyNarrow(nint depth, float* a, float* b, float* c, nint stride, bool add);
}
