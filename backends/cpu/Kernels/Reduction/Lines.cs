// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.Cpu.Kernels.Reduction;

/// <summary>Lines of a dense tensor along one axis: <paramref name="Count"/> elements, <paramref name="Inner"/> apart.</summary>
/// <param name="Outer">Product of the dims before the axis.</param>
/// <param name="Inner">Product of the dims behind it.</param>
internal readonly record struct Lines(int Outer, int Count, int Inner)
{
    public const int Strip = 64;

    /// <summary>Strips of at most <see cref="Strip"/> neighbouring lines.</summary>
    public int Strips => checked(Outer * ((Inner + Strip - 1) / Strip));

    public static Lines Along(ImmutableArray<long> dims, int axis)
    {
        long outer = 1, inner = 1;
        for (var i = 0; i < dims.Length; i++)
            if (i < axis)
                outer *= dims[i];
            else if (i > axis)
                inner *= dims[i];
        return new Lines(checked((int)outer), dims.Length == 0 ? 1 : checked((int)dims[axis]), checked((int)inner));
    }

    /// <summary>Outer index, first inner index and width of a strip.</summary>
    public (int Outer, int First, int Width) Of(int strip)
    {
        var perOuter = (Inner + Strip - 1) / Strip;
        var first = strip % perOuter * Strip;
        return (strip / perOuter, first, Math.Min(Strip, Inner - first));
    }
}
