// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Graph;

namespace Tengen.Conformance.Peers.OneDnn;

/// <summary>Extents, strides and element type of a tensor (<c>dnnl_memory_desc_t</c>): opaque here but for its size. <c>default</c> is no tensor.</summary>
[StructLayout(LayoutKind.Sequential, Size = 696)]
internal struct Layout
{
    private const int AnyFormat = 1;

    private static readonly Dictionary<DType, int> Numbers = new()
    {
        [DType.BFloat16] = 2, [DType.Float32] = 3, [DType.Int32] = 4, [DType.Int8] = 5, [DType.UInt8] = 6, [DType.Bool] = 6,
    };

    public static bool Knows(DType type) => Numbers.ContainsKey(type);

    /// <summary>The tensor as it lies, a scalar as one element.</summary>
    public static Layout Of(Tensor tensor) => Of(tensor, tensor.Dims.AsSpan());

    /// <summary>A dense tensor seen under other extents of the same count.</summary>
    public static Layout Of(Tensor tensor, ReadOnlySpan<long> dims)
    {
        long[] extents = dims.IsEmpty ? [1] : dims.ToArray();
        return Of(tensor.Type, extents, RowMajor(extents));
    }

    /// <exception cref="StatusException">oneDNN has no such element type, or too many extents are given.</exception>
    public static Layout Of(DType type, long[] dims, long[] strides)
    {
        StatusException.Check(Native.dnnl_memory_desc_init_by_strides(out var layout, dims.Length, dims, Number(type), strides));
        return layout;
    }

    /// <summary>The extents of a tensor in whatever format the primitive likes best.</summary>
    public static Layout Any(DType type, params long[] dims)
    {
        StatusException.Check(Native.dnnl_memory_desc_init_by_tag(out var layout, dims.Length, dims, Number(type), AnyFormat));
        return layout;
    }

    public static long[] RowMajor(ReadOnlySpan<long> dims)
    {
        var strides = new long[dims.Length];
        var step = 1L;
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= Math.Max(1, dims[axis]);
        }
        return strides;
    }

    private static int Number(DType type) => Numbers.TryGetValue(type, out var number) ? number : throw new StatusException(Status.Unimplemented);
}
