// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>The floating-point formats by name and by dtype.</summary>
public static class Formats
{
    public static readonly Format Float64 = new("f64", 11, 53, -1022, double.MaxValue, Specials.Ieee);
    public static readonly Format Float32 = new("f32", 8, 24, -126, float.MaxValue, Specials.Ieee);
    public static readonly Format Tf32 = new("tf32", 8, 11, -126, Math.ScaleB(2047, 117), Specials.Ieee);
    public static readonly Format BFloat16 = new("bf16", 8, 8, -126, Math.ScaleB(255, 120), Specials.Ieee);
    public static readonly Format Float16 = new("f16", 5, 11, -14, 65504, Specials.Ieee);
    public static readonly Format Float8E4M3FN = new("f8e4m3fn", 4, 4, -6, 448, Specials.AllOnesNaN);
    public static readonly Format Float8E4M3FNUZ = new("f8e4m3fnuz", 4, 4, -7, 240, Specials.UnsignedZero);
    public static readonly Format Float8E5M2 = new("f8e5m2", 5, 3, -14, 57344, Specials.Ieee);
    public static readonly Format Float8E5M2FNUZ = new("f8e5m2fnuz", 5, 3, -15, 57344, Specials.UnsignedZero);
    public static readonly Format Float4E2M1 = new("f4e2m1", 2, 2, 0, 6, Specials.None);

    public static IReadOnlyList<Format> All { get; } =
        [Float64, Float32, Tf32, BFloat16, Float16, Float8E4M3FN, Float8E4M3FNUZ, Float8E5M2, Float8E5M2FNUZ, Float4E2M1];

    /// <summary>The format of a signed floating-point dtype, or null for any other dtype.</summary>
    public static Format? Find(DType type) =>
        type == DType.Float64 ? Float64 :
        type == DType.Float32 ? Float32 :
        type == Numerics.Tf32 ? Tf32 :
        type == DType.BFloat16 ? BFloat16 :
        type == DType.Float16 ? Float16 :
        type == DType.Float8E4M3FN ? Float8E4M3FN :
        type == DType.Float8E4M3FNUZ ? Float8E4M3FNUZ :
        type == DType.Float8E5M2 ? Float8E5M2 :
        type == DType.Float8E5M2FNUZ ? Float8E5M2FNUZ :
        type == DType.Float4E2M1 ? Float4E2M1 : null;

    /// <exception cref="NotSupportedException"><paramref name="type"/> has no format with sign, exponent and fraction.</exception>
    public static Format Of(DType type) => Find(type)
        ?? throw new NotSupportedException($"{type} is no signed floating-point format; formats exist for {string.Join(' ', All)}");

    /// <summary>The next narrower format in significand, for vacuity checks: f64, f32, tf32, bf16, then the 8-bit ones.</summary>
    public static Format Below(Format format) => format.Precision switch
    {
        > 24 => Float32,
        > 11 => Tf32,
        > 8 => BFloat16,
        > 4 => Float8E4M3FN,
        > 3 => Float8E5M2,
        _ => Float4E2M1,
    };
}
