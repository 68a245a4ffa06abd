// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

internal static class TypeSets
{
    /// <summary>Computed in fp32.</summary>
    public static readonly ImmutableArray<DType> Float = [DType.Float32, DType.Float16, DType.BFloat16];

    /// <summary>Computed in fp32 or fp64.</summary>
    public static readonly ImmutableArray<DType> Real = [.. Float, DType.Float64];

    public static readonly ImmutableArray<DType> Float8 = [DType.Float8E4M3FN, DType.Float8E4M3FNUZ, DType.Float8E5M2, DType.Float8E5M2FNUZ];

    public static readonly ImmutableArray<DType> Integer =
        [DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];

    public static readonly ImmutableArray<DType> Number = [.. Float, DType.Float64, .. Integer];

    /// <summary>Whatever is only moved, in whole bytes.</summary>
    public static readonly ImmutableArray<DType> Any = [.. Number, DType.Bool];

    /// <summary>All numbers, bool, and what only conversions know.</summary>
    public static readonly ImmutableArray<DType> Castable =
        [.. Any, .. Float8, DType.Float8E8M0, DType.Float4E2M1, DType.Int4, DType.UInt4, DType.Int2, DType.UInt2];

    /// <summary>Whatever is only moved, of any width.</summary>
    public static readonly ImmutableArray<DType> Moved = [.. Castable, DType.Complex64, DType.Complex128];

    public static bool IsFloat(DType type) => Float.Contains(type);
}
