// SPDX-License-Identifier: Apache-2.0
using System.Runtime.Intrinsics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>A function that is computed in fp64 only: fp32 vectors go through it lane by lane.</summary>
internal readonly struct LaneByLane<TFunction> : IVectorFunction where TFunction : struct, IFunction<double, double>
{
    public Vector256<float> Invoke(Vector256<float> x)
    {
        for (var lane = 0; lane < 8; lane++)
            x = x.WithElement(lane, (float)default(TFunction).Invoke(x[lane]));
        return x;
    }

    public double Invoke(double x) => default(TFunction).Invoke(x);
}

internal readonly struct TanFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Tan(x);
}

internal readonly struct AsinFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Asin(x);
}

internal readonly struct AcosFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Acos(x);
}

internal readonly struct AtanFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Atan(x);
}

internal readonly struct SinhFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Sinh(x);
}

internal readonly struct CoshFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Cosh(x);
}

internal readonly struct AsinhFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Asinh(x);
}

internal readonly struct AcoshFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Acosh(x);
}

internal readonly struct AtanhFunction : IFunction<double, double>
{
    public double Invoke(double x) => Math.Atanh(x);
}
