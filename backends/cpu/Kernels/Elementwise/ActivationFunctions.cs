// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>x times the normal distribution of x.</summary>
internal readonly struct GeluFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => x * VectorMath.Normal(x);

    public double Invoke(double x) => x * RealMath.Normal(x);
}

/// <summary>x (1 + tanh y) / 2 with y = sqrt(2 / pi) (x + 0.044715 x^3), computed as x sigmoid(2 y).</summary>
internal readonly struct GeluTanhFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x)
    {
        var inner = Simd.MultiplyAdd(x * x * x, Vector256.Create(0.044715f), x);
        return x * VectorMath.Sigmoid(inner * 1.5957691f);
    }

    public double Invoke(double x) => x * RealMath.Sigmoid(1.5957691216057308 * (x + 0.044715 * (x * x * x)));
}

internal readonly struct HardSigmoidFunction(float alpha, float beta) : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Simd.AtLeast(Simd.AtMost(x * alpha + Vector256.Create(beta), 1f), 0f);

    public double Invoke(double x) => Math.Max(0, Math.Min(1, x * alpha + beta));
}

internal readonly struct HardSwishFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => x * Simd.AtLeast(Simd.AtMost(x / 6f + Vector256.Create(0.5f), 1f), 0f);

    public double Invoke(double x) => x * Math.Max(0, Math.Min(1, x / 6 + 0.5));
}

internal readonly struct LeakyReluFunction(float alpha) : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), x * alpha, x);

    public double Invoke(double x) => x < 0 ? x * alpha : x;
}

internal readonly struct ThresholdedReluFunction(float alpha) : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => x & Vector256.GreaterThan(x, Vector256.Create(alpha));

    public double Invoke(double x) => x > alpha ? x : 0;
}

internal readonly struct ShrinkFunction(float bias, float threshold) : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) =>
        ((x + Vector256.Create(bias)) & Vector256.LessThan(x, Vector256.Create(-threshold)))
        | ((x - Vector256.Create(bias)) & Vector256.GreaterThan(x, Vector256.Create(threshold)));

    public double Invoke(double x) => x < -threshold ? x + bias : x > threshold ? x - bias : 0;
}

/// <summary>x from zero on, alpha (e^x - 1) below, all of it times gamma.</summary>
internal readonly struct EluFunction(float alpha, float gamma) : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) =>
        Vector256.ConditionalSelect(Vector256.LessThan(x, Vector256<float>.Zero), VectorHyperbolic.ExpM1(x) * alpha, x) * gamma;

    public double Invoke(double x) => (x < 0 ? RealMath.ExpM1(x) * alpha : x) * gamma;
}

/// <summary>max(0, x) + min(0, alpha (e^(x / alpha) - 1)).</summary>
internal readonly struct CeluFunction(float alpha) : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) =>
        Vector256.Max(x, Vector256<float>.Zero) + Vector256.Min(VectorHyperbolic.ExpM1(x / alpha) * alpha, Vector256<float>.Zero);

    public double Invoke(double x) => Math.Max(x, 0) + Math.Min(RealMath.ExpM1(x / alpha) * alpha, 0);
}

/// <summary>x tanh(ln(1 + e^x)), with tanh(ln(1 + e)) = (e e + 2 e) / (e e + 2 e + 2).</summary>
internal readonly struct MishFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x)
    {
        var e = VectorMath.Exp(Simd.AtMost(x, 20f));
        var u = e * (e + Vector256.Create(2f));
        return x * (u / (u + Vector256.Create(2f)));
    }

    public double Invoke(double x)
    {
        var e = Math.Exp(Math.Min(x, 40));
        var u = e * (e + 2);
        return x * (u / (u + 2));
    }
}

/// <summary>x sigmoid(alpha x).</summary>
internal readonly struct SwishFunction(float alpha) : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => x * VectorMath.Sigmoid(x * alpha);

    public double Invoke(double x) => x * RealMath.Sigmoid(x * alpha);
}
