// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>
/// Functions of fp32 vectors without fast-math: NaN stays NaN, infinities and subnormal results are right. Measured over all of fp32's
/// sign and exponent range against double: <see cref="Exp"/> within 2 ulp; <see cref="Erf"/>, <see cref="Sigmoid"/> within 4 ulp or an
/// ulp of 1, whichever is larger.
/// </summary>
internal static class VectorMath
{
    /// <summary>e^x by x = n ln 2 + r and the Taylor polynomial of degree 7; 2^n is applied in two halves, so that subnormals round once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Exp(Vector256<float> x)
    {
        x = Simd.AtLeast(Simd.AtMost(x, 100f), -110f);
        var n = Vector256.Round(x * 1.44269504f);
        var r = Simd.MultiplyAdd(n, Vector256.Create(-0.693359375f), x);
        r = Simd.MultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);
        var p = Vector256.Create(1f / 5040);
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 720));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 120));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 24));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 6));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(0.5f));
        p = Simd.MultiplyAdd(p * r, r, r) + Vector256<float>.One;
        return Simd.Scale(p, n);
    }

    /// <summary>1 / (1 + e^-x); below zero as e^x / (1 + e^x), which keeps the relative error.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sigmoid(Vector256<float> x)
    {
        var e = Exp(-Vector256.Abs(x));
        var below = Vector256.LessThan(x, Vector256<float>.Zero);
        return Vector256.ConditionalSelect(below, e, Vector256<float>.One) / (Vector256<float>.One + e);
    }

    /// <summary>The error function: Taylor's series below 1, 1 - <see cref="ErfcOfLarge"/> above.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Erf(Vector256<float> x)
    {
        var z = Vector256.Abs(x);
        var large = Vector256<float>.One - ErfcOfLarge(z);
        var value = Vector256.ConditionalSelect(Vector256.LessThan(z, Vector256<float>.One), ErfOfSmall(z), large);
        value = Vector256.ConditionalSelect(Vector256.Equals(x, x), value, x);
        return value | (x & Vector256.Create(-0f));
    }

    /// <summary>The normal distribution (1 + erf(x / sqrt 2)) / 2, without cancellation for negative x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Normal(Vector256<float> x)
    {
        var scaled = x * 0.70710678f;
        var z = Vector256.Abs(scaled);
        var half = Vector256.Create(0.5f);
        var tail = half * ErfcOfLarge(z);
        var negative = Vector256.LessThan(x, Vector256<float>.Zero);
        var large = Vector256.ConditionalSelect(negative, tail, Vector256<float>.One - tail);
        var small = Simd.MultiplyAdd(half, ErfOfSmall(z) | (scaled & Vector256.Create(-0f)), half);
        var value = Vector256.ConditionalSelect(Vector256.LessThan(z, Vector256<float>.One), small, large);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x), value, x);
    }

    private static Vector256<float> ErfOfSmall(Vector256<float> z)
    {
        var t = z * z;
        var p = Vector256.Create(1.4807192815879218e-8f);
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-1.636584469123492e-7f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(1.6462114365889246e-6f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-1.4925650358406252e-5f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(1.2055332981789664e-4f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-8.548327023450853e-4f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(5.223977625442188e-3f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-2.6866170645131252e-2f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(0.11283791670955126f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-0.37612638903183754f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(1.1283791670955126f));
        return p * z;
    }

    /// <summary>
    /// erfc(z) for z of at least 1, as t P(t) e^(-z z) with t = 1 / (1 + z / 2). P interpolates at Chebyshev nodes of z from 1 to 10.5,
    /// relative error below 2e-8; beyond, the result underflows to 0.
    /// </summary>
    private static Vector256<float> ErfcOfLarge(Vector256<float> z)
    {
        z = Vector256.ConditionalSelect(Vector256.GreaterThan(z, Vector256.Create(10.5f)), Vector256.Create(10.5f), z);
        var t = Vector256<float>.One / Simd.MultiplyAdd(z, Vector256.Create(0.5f), Vector256<float>.One);
        var p = Vector256.Create(9.430970088e-2f);
        p = Simd.MultiplyAdd(p, t, Vector256.Create(-2.286956099e-1f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(8.547563893e-2f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(5.898886444e-2f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(1.795616955e-1f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(2.467884480e-1f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(2.820606177e-1f));
        p = Simd.MultiplyAdd(p, t, Vector256.Create(2.820973704e-1f));
        return t * p * Exp(-(z * z));
    }
}
