// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

internal readonly struct CeilFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256.Ceiling(x);

    public double Invoke(double x) => Math.Ceiling(x);
}

internal readonly struct FloorFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256.Floor(x);

    public double Invoke(double x) => Math.Floor(x);
}

/// <summary>Ties to even.</summary>
internal readonly struct RoundFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256.Round(x);

    public double Invoke(double x) => Math.Round(x, MidpointRounding.ToEven);
}

internal readonly struct SqrtFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256.Sqrt(x);

    public double Invoke(double x) => Math.Sqrt(x);
}

internal readonly struct ReciprocalFunction : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => Vector256<float>.One / x;

    public double Invoke(double x) => 1 / x;
}

/// <summary>x / divisor.</summary>
internal readonly struct QuotientFunction(float divisor) : IVectorFunction
{
    public Vector256<float> Invoke(Vector256<float> x) => x / divisor;

    public double Invoke(double x) => x / divisor;
}
