// SPDX-License-Identifier: Apache-2.0
using static Tengen.Reference.Numbers.ExtendedConstants;
using static Tengen.Reference.Numbers.ExtendedExponential;

namespace Tengen.Reference.Numbers;

/// <summary>Hyperbolic functions, their inverses, sigmoid, softplus and erf of double-double numbers.</summary>
internal static class ExtendedHyperbolic
{
    public static DoubleDouble Tanh(DoubleDouble x) => Odd(x, magnitude =>
    {
        if (magnitude.Hi > 40)
            return 1;
        var t = ExpM1(magnitude * 2);
        return t / (t + 2);
    });

    public static DoubleDouble Sinh(DoubleDouble x) => Odd(x, magnitude =>
    {
        if (magnitude.Hi > 40)
            return Exp(magnitude - Ln2);
        var t = ExpM1(magnitude);
        return (t + t / (t + 1)) * 0.5;
    });

    public static DoubleDouble Cosh(DoubleDouble x)
    {
        var magnitude = DoubleDouble.Abs(x);
        if (magnitude.Hi > 40)
            return Exp(magnitude - Ln2);
        var e = Exp(magnitude);
        return (e + 1 / e) * 0.5;
    }

    public static DoubleDouble Asinh(DoubleDouble x) => Odd(x, magnitude =>
    {
        if (magnitude.Hi > 1e100)
            return Log(magnitude) + Ln2;
        var square = magnitude * magnitude;
        return Log1P(magnitude + square / (ExtendedRoots.Sqrt(square + 1) + 1));
    });

    public static DoubleDouble Acosh(DoubleDouble x)
    {
        if (!(x.Hi >= 1))
            return new(double.NaN);
        if (x.Hi > 1e100)
            return Log(x) + Ln2;
        var above = x - 1;
        return Log1P(above + ExtendedRoots.Sqrt(above * (above + 2)));
    }

    public static DoubleDouble Atanh(DoubleDouble x) => Odd(x, magnitude =>
        magnitude.Hi > 1 ? new(double.NaN) :
        magnitude.Hi == 1 && magnitude.Lo == 0 ? new(double.PositiveInfinity) : Log1P(magnitude * 2 / (1 - magnitude)) * 0.5);

    public static DoubleDouble Sigmoid(DoubleDouble x)
    {
        if (x.Hi >= 0)
            return 1 / (Exp(-x) + 1);
        var e = Exp(x);
        return e / (e + 1);
    }

    public static DoubleDouble Softplus(DoubleDouble x) => x.Hi > 0 ? x + Log1P(Exp(-x)) : Log1P(Exp(x));

    /// <summary>2/sqrt(pi) exp(-x^2) sum of 2^n x^(2n+1) / (2n+1)!!, whose terms are all positive. Source: Abramowitz and Stegun 7.1.6.</summary>
    public static DoubleDouble Erf(DoubleDouble x) => Odd(x, magnitude =>
    {
        if (magnitude.Hi > 9)
            return 1;
        var square = magnitude * magnitude;
        var (term, sum) = (magnitude, magnitude);
        for (var n = 1; term.Hi > sum.Hi * 1e-34; n++)
        {
            term = term * square * 2 / (2.0 * n + 1);
            sum += term;
        }
        return TwoOverSqrtPi * Exp(-square) * sum;
    });

    private static DoubleDouble Odd(DoubleDouble x, Func<DoubleDouble, DoubleDouble> positive) =>
        x.Hi == 0 || double.IsNaN(x.Hi) ? x : x.Hi < 0 ? -positive(-x) : positive(x);
}
