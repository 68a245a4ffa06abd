// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Reference.Elements;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Operators that move elements without looking at them.</summary>
internal static class Movement
{
    /// <summary>Types that movement is certified in: one per width, and the two-byte float beside the integer.</summary>
    public static readonly ImmutableArray<DType> CaseTypes =
        [DType.Float32, DType.Float16, DType.BFloat16, DType.Float64, DType.Int8, DType.UInt8, DType.Int32, DType.Int64];

    /// <summary>The same and truth values.</summary>
    public static readonly ImmutableArray<DType> TensorCaseTypes = [.. CaseTypes, DType.Bool];

    /// <summary>The same and types of 8 and 4 bits, for operators that list them.</summary>
    public static readonly ImmutableArray<DType> NarrowCaseTypes = [.. TensorCaseTypes, DType.Float8E4M3FN, DType.Float8E5M2, DType.Int4, DType.UInt4];

    /// <summary>Output 0 holds the elements of input 0 in the same row-major order.</summary>
    public static void Copy<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Gather(context, static i => i);

    /// <summary>Element <c>i</c> of output 0 is element <paramref name="source"/><c>(i)</c> of input 0.</summary>
    public static void Gather<T>(KernelContext<T> context, Func<int, int> source) where T : unmanaged, INumber<T>
    {
        var (from, to) = (context.Input(0), context.Plain(0));
        for (var i = 0; i < to.Count; i++)
            Element.Copy(from, source(i), to, i);
    }

    /// <summary>Copies all elements.</summary>
    public static void Copy(Tensor from, Tensor to)
    {
        for (var i = 0L; i < from.Count; i++)
            Element.Copy(from, i, to, i);
    }
}
