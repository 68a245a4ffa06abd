// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct ExpFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Exp(x);
}

internal readonly struct SigmoidFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Sigmoid(x);
}

internal readonly struct ErfFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Erf(x);
}

/// <summary>x times the normal distribution of x.</summary>
internal readonly struct GeluFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => x * VectorMath.Normal(x);
}

/// <summary>x (1 + tanh y) / 2 with y = sqrt(2 / pi) (x + 0.044715 x^3), computed as x sigmoid(2 y).</summary>
internal readonly struct GeluTanhFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var inner = Simd.MultiplyAdd(x * x * x, Vector256.Create(0.044715f), x);
        return x * VectorMath.Sigmoid(inner * 1.5957691f);
    }
}

internal readonly struct ReluFunction : IVectorFunction
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Invoke(Vector256<float> x) => Vector256.Max(x, Vector256<float>.Zero);
}

internal readonly struct ReluFunction<T> : IFunction<T> where T : INumber<T>
{
    public static T Invoke(T x) => T.Max(x, T.Zero);
}
