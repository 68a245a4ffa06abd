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

    /// <summary>Sum of the lanes: both halves, then pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sum(Vector256<float> x)
    {
        var half = x.GetLower() + x.GetUpper();
        return half[0] + half[2] + (half[1] + half[3]);
    }
}
