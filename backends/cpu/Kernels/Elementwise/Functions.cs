// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct ExpFunction : IVectorFunction, IFunction<double>
{
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Exp(x);

    public static double Invoke(double x) => Math.Exp(x);
}

internal readonly struct SigmoidFunction : IVectorFunction, IFunction<double>
{
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Sigmoid(x);

    public static double Invoke(double x) => x < 0 ? Math.Exp(x) / (1 + Math.Exp(x)) : 1 / (1 + Math.Exp(-x));
}

internal readonly struct ErfFunction : IVectorFunction
{
    public static Vector256<float> Invoke(Vector256<float> x) => VectorMath.Erf(x);
}

/// <summary>x times the normal distribution of x.</summary>
internal readonly struct GeluFunction : IVectorFunction
{
    public static Vector256<float> Invoke(Vector256<float> x) => x * VectorMath.Normal(x);
}

/// <summary>x (1 + tanh y) / 2 with y = sqrt(2 / pi) (x + 0.044715 x^3), computed as x sigmoid(2 y).</summary>
internal readonly struct GeluTanhFunction : IVectorFunction
{
    public static Vector256<float> Invoke(Vector256<float> x)
    {
        var inner = Simd.MultiplyAdd(x * x * x, Vector256.Create(0.044715f), x);
        return x * VectorMath.Sigmoid(inner * 1.5957691f);
    }
}

internal readonly struct ReluFunction : IVectorFunction
{
    public static Vector256<float> Invoke(Vector256<float> x) => Vector256.Max(x, Vector256<float>.Zero);
}

internal readonly struct ReluFunction<T> : IFunction<T> where T : INumber<T>
{
    public static T Invoke(T x) => T.Max(x, T.Zero);
}
