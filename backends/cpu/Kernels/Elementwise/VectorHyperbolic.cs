// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>Functions of fp32 vectors that would cancel if they were made from e^x alone. Within 4 ulp.</summary>
internal static class VectorHyperbolic
{
    /// <summary>e^x - 1 by x = n ln 2 + r, as 2^n (e^r - 1) + (2^n - 1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> ExpM1(Vector256<float> x)
    {
        var bounded = Simd.AtLeast(Simd.AtMost(x, 100f), -110f);
        var n = Vector256.Round(bounded * 1.44269504f);
        var r = Simd.MultiplyAdd(n, Vector256.Create(-0.693359375f), bounded);
        r = Simd.MultiplyAdd(n, Vector256.Create(2.12194440e-4f), r);
        var p = Vector256.Create(1f / 5040);
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 720));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 120));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 24));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(1f / 6));
        p = Simd.MultiplyAdd(p, r, Vector256.Create(0.5f));
        p = Simd.MultiplyAdd(p * r, r, r);
        var large = Simd.Scale(p + Vector256<float>.One, n);
        var value = Simd.Scale(p, n) + (Simd.Scale(Vector256<float>.One, n) - Vector256<float>.One);
        value = Vector256.ConditionalSelect(Vector256.GreaterThan(n, Vector256.Create(30f)), large, value);
        return Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero), x, value);
    }

    /// <summary>tanh x as u / (u + 2) with u = e^(2 x) - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Tanh(Vector256<float> x)
    {
        var u = ExpM1(Simd.AtMost(Vector256.Abs(x), 20f) * 2f);
        return (u / (u + Vector256.Create(2f))) | (x & Vector256.Create(-0f));
    }
}
