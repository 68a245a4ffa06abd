// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Kernels;

/// <summary>
/// A row-major tensor seen as lines along one axis: <paramref name="Outer"/> x <paramref name="Length"/> x <paramref name="Inner"/>. Line
/// <c>l</c> has its first element at <see cref="Start"/> and the next ones <paramref name="Inner"/> apart.
/// </summary>
public readonly record struct Lines(int Outer, int Length, int Inner)
{
    public int Count => Outer * Inner;

    public int Start(int line) => line / Inner * Length * Inner + line % Inner;

    /// <summary>The line and the position in it of a flat element.</summary>
    public (int Line, int Position) Locate(int element)
    {
        var (outer, rest) = Math.DivRem(element, Length * Inner);
        return (outer * Inner + rest % Inner, rest / Inner);
    }

    public static Lines Along(ReadOnlySpan<int> dims, int axis)
    {
        var (outer, inner) = (1, 1);
        for (var i = 0; i < dims.Length; i++)
        {
            outer *= i < axis ? dims[i] : 1;
            inner *= i > axis ? dims[i] : 1;
        }
        return new Lines(outer, dims[axis], inner);
    }
}
