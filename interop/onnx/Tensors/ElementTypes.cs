// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Interop.Onnx.Tensors;

using Tengen.Graph;

/// <summary>ONNX's element type numbers. Source: <c>TensorProto.DataType</c> in onnx.proto.</summary>
internal static class ElementTypes
{
    public const int String = 8;

    private static readonly DType?[] Types =
    [
        null, DType.Float32, DType.UInt8, DType.Int8, DType.UInt16, DType.Int16, DType.Int32, DType.Int64, DType.Opaque, DType.Bool,
        DType.Float16, DType.Float64, DType.UInt32, DType.UInt64, DType.Complex64, DType.Complex128, DType.BFloat16, DType.Float8E4M3FN,
        DType.Float8E4M3FNUZ, DType.Float8E5M2, DType.Float8E5M2FNUZ, DType.UInt4, DType.Int4, DType.Float4E2M1, DType.Float8E8M0,
        DType.UInt2, DType.Int2,
    ];

    /// <summary>The dtype, <see cref="DType.Opaque"/> for strings, or null for a number that ONNX does not define.</summary>
    public static DType? Of(int number) => number >= 0 && number < Types.Length ? Types[number] : null;

    /// <summary>The field of TensorProto that holds elements of a type when they are not raw, and the width in bytes of one entry in memory.</summary>
    public static (int Field, int EntryBytes) TypedField(DType type) => type.Code switch
    {
        TypeCode.Float when type.Bits == 32 => (4, 4),
        TypeCode.Complex when type.Bits == 64 => (4, 4),
        TypeCode.Float when type.Bits == 64 => (10, 8),
        TypeCode.Complex => (10, 8),
        TypeCode.Int when type.Bits == 64 => (7, 8),
        TypeCode.UInt when type.Bits >= 32 => (11, type.Bits / 8),
        _ => (5, Math.Max(type.Bits / 8, 1)),
    };
}
