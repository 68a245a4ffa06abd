// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Operators;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>A kernel argument by value: an OpenCL scalar or vector as it lies in memory.</summary>
internal readonly record struct Scalar(ImmutableArray<byte> Bytes)
{
    public static implicit operator Scalar(uint value) => new([.. BitConverter.GetBytes(value)]);

    /// <summary>A number in the type that <paramref name="type"/> is computed in: float or double.</summary>
    public static Scalar Real(float value, ElementType type) =>
        new([.. type.Compute == "double" ? BitConverter.GetBytes((double)value) : BitConverter.GetBytes(value)]);

    /// <summary>A uintN of a box's extents from axis <paramref name="from"/> outwards, then ones.</summary>
    public static Scalar Dims(Box box, int from, int width) => Vector(width, axis => box.Dim(from + axis));

    /// <summary>A uintN of a tensor's steps from axis <paramref name="from"/> outwards, then zeros.</summary>
    public static Scalar Steps(Box box, int tensor, int from, int width) => Vector(width, axis => box.Step(tensor, from + axis));

    /// <summary>An intN.</summary>
    public static Scalar Vector(int[] elements) => new([.. MemoryMarshal.AsBytes(elements.AsSpan())]);

    private static Scalar Vector(int width, Func<int, uint> element)
    {
        uint[] elements = [.. Enumerable.Range(0, width).Select(element)];
        return new([.. MemoryMarshal.AsBytes(elements.AsSpan())]);
    }
}
