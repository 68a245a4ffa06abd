// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>Sine and cosine of fp32 vectors, within 2 ulp for every finite argument; infinities give NaN.</summary>
internal static class VectorTrigonometry
{
    private const float Limit = 1e6f;
    private const double Magic = 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Sin(Vector256<float> x) => Wave(x, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Cos(Vector256<float> x) => Wave(x, 1);

    /// <summary>sin(x + turns pi / 2): x = n pi / 2 + r, reduced in fp64, where n of 20 bits times the upper 32 bits of pi / 2 is exact.</summary>
    private static Vector256<float> Wave(Vector256<float> x, int turns)
    {
        var (lowRest, lowTurn) = Reduce(Vector256.WidenLower(x));
        var (highRest, highTurn) = Reduce(Vector256.WidenUpper(x));
        var r = Vector256.Narrow(lowRest, highRest);
        var quadrant = Vector256.Narrow(lowTurn, highTurn) + Vector256.Create(turns);
        var isOdd = Vector256.Equals(quadrant & Vector256<int>.One, Vector256<int>.One).AsSingle();
        var sign = ((quadrant & Vector256.Create(2)) << 30).AsSingle();
        var value = Vector256.ConditionalSelect(isOdd, CosineOfSmall(r), SineOfSmall(r)) ^ sign;
        var isNear = Vector256.LessThanOrEqual(Vector256.Abs(x), Vector256.Create(Limit));
        if (isNear != Vector256<float>.AllBitsSet)
            value = Far(x, value, turns);
        return Vector256.ConditionalSelect(Vector256.Equals(x, Vector256<float>.Zero) & Vector256.Create(turns == 0 ? -1 : 0).AsSingle(), x, value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<double> Reduced, Vector256<long> Turns) Reduce(Vector256<double> x)
    {
        var shifted = x * 0.63661977236758134 + Vector256.Create(Magic);
        var n = shifted - Vector256.Create(Magic);
        return (x - n * 1.5707963267341256 - n * 6.0771005065061922e-11, shifted.AsInt64());
    }

    private static Vector256<float> SineOfSmall(Vector256<float> r)
    {
        var z = r * r;
        var p = Simd.MultiplyAdd(z, Vector256.Create(1f / 362880), Vector256.Create(-1f / 5040));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(1f / 120));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(-1f / 6));
        return Simd.MultiplyAdd(p * z, r, r);
    }

    private static Vector256<float> CosineOfSmall(Vector256<float> r)
    {
        var z = r * r;
        var p = Simd.MultiplyAdd(z, Vector256.Create(-1f / 3628800), Vector256.Create(1f / 40320));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(-1f / 720));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(1f / 24));
        p = Simd.MultiplyAdd(p, z, Vector256.Create(-0.5f));
        return Simd.MultiplyAdd(p, z, Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Far(Vector256<float> x, Vector256<float> near, int turns)
    {
        for (var lane = 0; lane < 8; lane++)
            if (!(MathF.Abs(x[lane]) <= Limit))
                near = near.WithElement(lane, (float)(turns == 0 ? Math.Sin(x[lane]) : Math.Cos(x[lane])));
        return near;
    }
}
