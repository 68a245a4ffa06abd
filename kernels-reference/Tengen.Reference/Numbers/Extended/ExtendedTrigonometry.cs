// SPDX-License-Identifier: Apache-2.0
using static Tengen.Reference.Numbers.ExtendedConstants;

namespace Tengen.Reference.Numbers;

/// <summary>Circular functions and their inverses of double-double numbers.</summary>
internal static class ExtendedTrigonometry
{
    public static DoubleDouble Sin(DoubleDouble x) => SinCos(x).Sin;

    public static DoubleDouble Cos(DoubleDouble x) => SinCos(x).Cos;

    public static DoubleDouble Tan(DoubleDouble x)
    {
        var (sin, cos) = SinCos(x);
        return sin / cos;
    }

    /// <summary>One Newton step on tan(y) = x from the platform's arctangent.</summary>
    public static DoubleDouble Atan(DoubleDouble x)
    {
        if (double.IsInfinity(x.Hi))
            return x.Hi > 0 ? HalfPi : -HalfPi;
        if (double.IsNaN(x.Hi) || Math.Abs(x.Hi) < 1e-20)
            return x;
        if (Math.Abs(x.Hi) > 1e18)
            return (x.Hi > 0 ? HalfPi : -HalfPi) - 1 / x;
        var y = Math.Atan(x.Hi);
        var (sin, cos) = SinCos(y);
        return (x * cos - sin) / (x * sin + cos) + y;
    }

    public static DoubleDouble Asin(DoubleDouble x) =>
        Math.Abs(x.Hi) > 1 ? new(double.NaN) :
        Math.Abs(x.Hi) < 1e-20 ? x :
        Atan(x / ExtendedRoots.Sqrt((1 - x) * (1 + x)));

    public static DoubleDouble Acos(DoubleDouble x) =>
        Math.Abs(x.Hi) > 1 ? new(double.NaN) : Atan(ExtendedRoots.Sqrt((1 - x) / (1 + x))) * 2;

    private static (DoubleDouble Sin, DoubleDouble Cos) SinCos(DoubleDouble x)
    {
        if (!double.IsFinite(x.Hi))
            return (new(double.NaN), new(double.NaN));
        var (rest, quadrant) = ExtendedReduction.Reduce(x);
        var (sin, cos) = (SmallSin(rest), SmallCos(rest));
        return quadrant switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    private static DoubleDouble SmallSin(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) < 1e-20)
            return x;
        var square = x * x;
        var sum = InverseFactorial[31];
        for (var n = 29; n >= 1; n -= 2)
            sum = InverseFactorial[n] - sum * square;
        return sum * x;
    }

    private static DoubleDouble SmallCos(DoubleDouble x)
    {
        var square = x * x;
        var sum = InverseFactorial[30];
        for (var n = 28; n >= 0; n -= 2)
            sum = InverseFactorial[n] - sum * square;
        return sum;
    }
}
