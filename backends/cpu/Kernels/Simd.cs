// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Tengen.Backends.Cpu.Kernels;

/// <summary>Vector steps whose rounding does not depend on how far the compiler has optimised: the same bits from the first call on.</summary>
internal static class Simd
{
    /// <summary>a b + c, fused wherever the processor can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) =>
        Fma.IsSupported ? Fma.MultiplyAdd(a, b, c) : a * b + c;

    /// <summary>The lesser of both; NaN where x is NaN. <paramref name="bound"/> is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtMost(Vector256<float> x, float bound) => Vector256.MinNative(Vector256.Create(bound), x);

    /// <summary>The greater of both; NaN where x is NaN. <paramref name="bound"/> is not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> AtLeast(Vector256<float> x, float bound) => Vector256.MaxNative(Vector256.Create(bound), x);

    /// <summary>p 2^n for whole n from -200 to 200, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<float> p, Vector256<float> n)
    {
        if (Avx512F.VL.IsSupported)
            return Avx512F.VL.Scale(p, n);
        var whole = Vector256.ConvertToInt32(n);
        var half = whole >> 1;
        return p * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    /// <summary>Sum of the lanes: both halves, then pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x)
    {
        var half = x.GetLower() + x.GetUpper();
        return half[0] + half[2] + (half[1] + half[3]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> PowerOfTwo(Vector256<int> exponent) => ((exponent + Vector256.Create(127)) << 23).AsSingle();
}
