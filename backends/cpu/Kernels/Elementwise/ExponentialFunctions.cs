// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct ExpFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.Exp(x);

    public double Invoke(double x) => Math.Exp(x);
}

internal readonly struct LogFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorLogarithm.Log(x);

    public double Invoke(double x) => Math.Log(x);
}

internal readonly struct SigmoidFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.Sigmoid(x);

    public double Invoke(double x) => RealMath.Sigmoid(x);
}

internal readonly struct TanhFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorHyperbolic.Tanh(x);

    public double Invoke(double x) => Math.Tanh(x);
}

internal readonly struct ErfFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) => VectorMath.Erf(x);

    public double Invoke(double x) => RealMath.Erf(x);
}

/// <summary>ln(e^x + 1) as max(x, 0) + ln(1 + e^-|x|).</summary>
internal readonly struct SoftplusFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Invoke(Vector256<float> x) =>
        Vector256.Max(x, Vector256<float>.Zero) + VectorLogarithm.LogP1(VectorMath.Exp(-Vector256.Abs(x)));

    public double Invoke(double x) => Math.Max(x, 0) + RealMath.LogP1(Math.Exp(-Math.Abs(x)));
}

internal readonly struct SinFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => VectorTrigonometry.Sin(x);

    public double Invoke(double x) => Math.Sin(x);
}

internal readonly struct CosFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => VectorTrigonometry.Cos(x);

    public double Invoke(double x) => Math.Cos(x);
}
