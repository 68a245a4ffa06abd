// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>Logarithms of fp32 vectors, within 2 ulp; special values as IEEE 754 has them.</summary>
internal static class VectorLogarithm
{
    private const int RootOfHalf = 0x3f3504f3;

    /// <summary>
    /// ln x by x = 2^e m with m from sqrt(1/2) to sqrt(2), and ln m = ln(1 + f) = f - (f f / 2 - s (f f / 2 + R)) with s = f / (2 + f) and
    /// R the rest of the series of artanh s.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Log(Vector256<float> x)
    {
        var isSmall = Vector256.LessThan(x, Vector256.Create(1.17549435e-38f));
        var scaled = Vector256.ConditionalSelect(isSmall, x * 8388608f, x);
        var bits = scaled.AsInt32();
        var exponent = (bits - Vector256.Create(RootOfHalf)) >> 23;
        var f = (bits - (exponent << 23)).AsSingle() - Vector256<float>.One;
        var e = Vector256.ConvertToSingle(exponent) - (isSmall & Vector256.Create(23f));
        var s = f / (f + Vector256.Create(2f));
        var z = s * s;
        var half = Vector256.Create(0.5f) * f * f;
        var rest = Simd.MultiplyAdd(z, Vector256.Create(2f / 9), Vector256.Create(2f / 7));
        rest = Simd.MultiplyAdd(rest, z, Vector256.Create(2f / 5));
        rest = Simd.MultiplyAdd(rest, z, Vector256.Create(2f / 3)) * z;
        var low = Simd.MultiplyAdd(s, half + rest, e * -2.12194440e-4f);
        var value = e * 0.693359375f - (half - low - f);
        value = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256.Create(float.PositiveInfinity)), x, value);
        value = Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), Vector256.Create(float.NegativeInfinity), value);
        return Vector256.ConditionalSelect(Vector256.GreaterThanOrEqual(x, Vector256<float>.Zero), value, Vector256.Create(float.NaN));
    }

    /// <summary>ln(1 + x) for x from 0 to 1, as 2 artanh(x / (2 + x)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LogP1(Vector256<float> x)
    {
        var s = x / (x + Vector256.Create(2f));
        var z = s * s;
        var p = Vector256.Create(2f / 15);
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 13));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 11));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 9));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 7));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 5));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(2f / 3));
        return Simd.MultiplyAdd(p * z, s, s + s);
    }
}
