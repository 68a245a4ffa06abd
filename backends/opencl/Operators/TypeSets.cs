// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Operators;

internal static class TypeSets
{
    public static readonly ImmutableArray<DType> Float = [DType.Float32, DType.Float16, DType.BFloat16, DType.Float64];

    public static readonly ImmutableArray<DType> Integer =
        [DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];

    public static readonly ImmutableArray<DType> Number = [.. Float, .. Integer];

    /// <summary>Whatever is only moved, in whole bytes.</summary>
    public static readonly ImmutableArray<DType> Any = [.. Number, DType.Bool];
}
