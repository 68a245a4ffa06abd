// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Reference.Families;

/// <summary>Groups of dtypes that contracts name, and ONNX's numbers for dtypes.</summary>
internal static class Types
{
    public static readonly ImmutableArray<DType> Floats = [DType.Float32, DType.Float16, DType.BFloat16, DType.Float64];

    public static readonly ImmutableArray<DType> Integers =
        [DType.Int8, DType.Int16, DType.Int32, DType.Int64, DType.UInt8, DType.UInt16, DType.UInt32, DType.UInt64];

    public static readonly ImmutableArray<DType> Numeric = [.. Floats, .. Integers];

    public static readonly ImmutableArray<DType> Indices = [DType.Int32, DType.Int64];

    public static readonly ImmutableArray<DType> Float8 = [DType.Float8E4M3FN, DType.Float8E4M3FNUZ, DType.Float8E5M2, DType.Float8E5M2FNUZ];

    public static readonly ImmutableArray<DType> Narrow = [DType.Int2, DType.UInt2, DType.Int4, DType.UInt4];

    /// <summary>What operators that move elements take that were not revised since 8-bit floats came.</summary>
    public static readonly ImmutableArray<DType> Tensors = [.. Numeric, DType.Bool, DType.Complex64, DType.Complex128];

    /// <summary>The same for operators that were not revised since bf16 came.</summary>
    public static readonly ImmutableArray<DType> TensorsBeforeBFloat16 = [.. Tensors.Where(type => type != DType.BFloat16)];

    public static readonly ImmutableArray<DType> Any =
        [.. Numeric, DType.Bool, .. Float8, .. Narrow, DType.Float4E2M1, DType.Float8E8M0, DType.Complex64, DType.Complex128];

    /// <summary>The smallest element of an integer or bool type.</summary>
    public static Int128 Smallest(DType type) => type.IsSigned && type.IsInteger ? -(Int128.One << (type.Bits - 1)) : 0;

    /// <summary>The largest element of an integer or bool type.</summary>
    public static Int128 Largest(DType type) => type == DType.Bool ? 1 : (Int128.One << (type.IsSigned ? type.Bits - 1 : type.Bits)) - 1;

    /// <summary>ONNX <c>TensorProto.DataType</c>; null for strings and unknown numbers.</summary>
    public static DType? FromOnnx(long number) => number switch
    {
        1 => DType.Float32,
        2 => DType.UInt8,
        3 => DType.Int8,
        4 => DType.UInt16,
        5 => DType.Int16,
        6 => DType.Int32,
        7 => DType.Int64,
        9 => DType.Bool,
        10 => DType.Float16,
        11 => DType.Float64,
        12 => DType.UInt32,
        13 => DType.UInt64,
        14 => DType.Complex64,
        15 => DType.Complex128,
        16 => DType.BFloat16,
        17 => DType.Float8E4M3FN,
        18 => DType.Float8E4M3FNUZ,
        19 => DType.Float8E5M2,
        20 => DType.Float8E5M2FNUZ,
        21 => DType.UInt4,
        22 => DType.Int4,
        23 => DType.Float4E2M1,
        24 => DType.Float8E8M0,
        25 => DType.UInt2,
        26 => DType.Int2,
        _ => null,
    };

    /// <summary>The inverse of <see cref="FromOnnx"/>.</summary>
    public static long ToOnnx(DType type)
    {
        for (var number = 1; number <= 26; number++)
            if (FromOnnx(number) == type)
                return number;
        throw new ArgumentException($"ONNX has no number for {type}", nameof(type));
    }
}
