// SPDX-License-Identifier: Apache-2.0
using System.Numerics;

namespace Tengen.Backends.Cpu.Kernels.Elementwise;

/// <summary>x^y of reals, as IEEE 754 pow: x^0 and 1^y are 1; NaN below zero unless y is whole.</summary>
internal readonly struct RealPow : IPairFunction<double, double, double>, IPairFunction<float, double, float>, IPairFunction<float, float, float>
{
    public static double Invoke(double a, double b) => b == 2 ? a * a : Math.Pow(a, b);

    public static float Invoke(float a, double b) => b == 2 ? a * a : (float)Math.Pow(a, b);

    public static float Invoke(float a, float b) => Invoke(a, (double)b);
}

/// <summary>x^y of a real and an integer; an exponent beyond fp64's whole numbers keeps its parity.</summary>
internal readonly struct RealToWholePow : IPairFunction<double, Int128, double>, IPairFunction<float, Int128, float>
{
    public static double Invoke(double a, Int128 b)
    {
        if (b == 2)
            return a * a;
        var size = Math.Pow(Math.Abs(a), (double)b);
        return double.IsNegative(a) && Int128.IsOddInteger(b) ? -size : size;
    }

    public static float Invoke(float a, Int128 b) => b == 2 ? a * a : (float)Invoke((double)a, b);
}

/// <summary>
/// x^y of an integer: exact, modulo the width. Below zero, where ONNX is silent, the reciprocal truncates: 1 and -1 stay, others give 0.
/// A real exponent is computed in fp64, truncated and saturated.
/// </summary>
internal readonly struct WholePow : IPairFunction<int, Int128, int>, IPairFunction<long, Int128, long>, IPairFunction<int, double, int>, IPairFunction<long, double, long>
{
    public static long Invoke(long a, Int128 b)
    {
        if (b < 0)
            return a is 1 or -1 ? (Int128.IsOddInteger(b) ? a : 1) : 0;
        var result = 1L;
        for (var exponent = (ulong)b; exponent != 0; exponent >>= 1, a = unchecked(a * a))
            if ((exponent & 1) != 0)
                result = unchecked(result * a);
        return result;
    }

    public static int Invoke(int a, Int128 b) => unchecked((int)Invoke((long)a, b));

    public static long Invoke(long a, double b) => long.CreateSaturating(Math.Pow(a, b));

    public static int Invoke(int a, double b) => int.CreateSaturating(Math.Pow(a, b));
}

internal readonly struct ToInt128Function<T> : IFunction<T, Int128> where T : INumber<T>
{
    public Int128 Invoke(T x) => Int128.CreateTruncating(x);
}
