// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Graph;

/// <summary>
/// An element type: DLPack type code, bits and lanes packed by value, exactly as <c>tg_dtype</c> crosses the ABI.
/// Elements below 8 bits are stored densely over the whole tensor, low bits first. <c>default</c> is <see cref="Opaque"/>.
/// Source: DLPack <c>DLDataType</c>; <c>tengen.h</c>, section "dtypes".
/// </summary>
public readonly record struct DType(uint Packed)
{
    private DType(TypeCode code, int bits) : this((uint)code | ((uint)bits << 8) | (1u << 16)) { }

    /// <summary>A value that is no tensor of numbers (string, sequence, map). No backend accepts it.</summary>
    public static readonly DType Opaque;

    public static readonly DType Bool = new(TypeCode.Bool, 8);
    public static readonly DType Int4 = new(TypeCode.Int, 4);
    public static readonly DType Int8 = new(TypeCode.Int, 8);
    public static readonly DType Int16 = new(TypeCode.Int, 16);
    public static readonly DType Int32 = new(TypeCode.Int, 32);
    public static readonly DType Int64 = new(TypeCode.Int, 64);
    public static readonly DType UInt4 = new(TypeCode.UInt, 4);
    public static readonly DType UInt8 = new(TypeCode.UInt, 8);
    public static readonly DType UInt16 = new(TypeCode.UInt, 16);
    public static readonly DType UInt32 = new(TypeCode.UInt, 32);
    public static readonly DType UInt64 = new(TypeCode.UInt, 64);
    public static readonly DType Float16 = new(TypeCode.Float, 16);
    public static readonly DType Float32 = new(TypeCode.Float, 32);
    public static readonly DType Float64 = new(TypeCode.Float, 64);
    public static readonly DType BFloat16 = new(TypeCode.BFloat, 16);
    public static readonly DType Complex64 = new(TypeCode.Complex, 64);
    public static readonly DType Complex128 = new(TypeCode.Complex, 128);
    public static readonly DType Float8E4M3FN = new(TypeCode.Float8E4M3FN, 8);
    public static readonly DType Float8E4M3FNUZ = new(TypeCode.Float8E4M3FNUZ, 8);
    public static readonly DType Float8E5M2 = new(TypeCode.Float8E5M2, 8);
    public static readonly DType Float8E5M2FNUZ = new(TypeCode.Float8E5M2FNUZ, 8);
    public static readonly DType Float8E8M0 = new(TypeCode.Float8E8M0, 8);
    public static readonly DType Float4E2M1 = new(TypeCode.Float4E2M1, 4);
    public static readonly DType Int2 = new(TypeCode.Int, 2);
    public static readonly DType UInt2 = new(TypeCode.UInt, 2);

    public TypeCode Code => (TypeCode)(Packed & 0xff);

    /// <summary>Width of one element, in bits.</summary>
    public int Bits => (int)((Packed >> 8) & 0xff);

    public int Lanes => (int)(Packed >> 16);

    public bool IsOpaque => Packed == 0;

    /// <summary>True for every binary floating-point format, 8-bit and 4-bit ones included.</summary>
    public bool IsFloat => Code is TypeCode.Float or TypeCode.BFloat or (>= TypeCode.Float8E3M4 and <= TypeCode.Float4E2M1);

    /// <summary>True for signed and unsigned integers; bool is not one.</summary>
    public bool IsInteger => !IsOpaque && Code is TypeCode.Int or TypeCode.UInt;

    public bool IsSigned => Code != TypeCode.UInt && Code != TypeCode.Bool;

    /// <summary>Bytes that <paramref name="elements"/> elements take when stored densely.</summary>
    /// <exception cref="OverflowException">The size does not fit 63 bits.</exception>
    public long BytesFor(long elements) => checked((long)(((UInt128)(ulong)elements * (uint)(Bits * Lanes) + 7) / 8));

    /// <summary>The project's short name: <c>f32</c>, <c>bf16</c>, <c>i8</c>, <c>bool</c>.</summary>
    public override string ToString() => DTypeNames.Of(this);
}
