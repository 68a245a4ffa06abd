// SPDX-License-Identifier: Apache-2.0
using static Tengen.Reference.Numbers.ExtendedConstants;

namespace Tengen.Reference.Numbers;

/// <summary>Exponential and logarithm of double-double numbers. Source: Muller, Elementary Functions, 3rd ed., chapters 3 and 11.</summary>
internal static class ExtendedExponential
{
    private const int Halvings = 5;
    private const int Terms = 13;

    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (double.IsNaN(x.Hi) || x.Hi > 709.79)
            return new(x.Hi + double.PositiveInfinity);
        if (x.Hi < -746)
            return new(0);
        var k = Math.Round(x.Hi / Ln2.Hi);
        return (Small(Reduce(x, k)) + 1).Scale((int)k);
    }

    /// <summary>exp(x) - 1 with relative accuracy near zero.</summary>
    public static DoubleDouble ExpM1(DoubleDouble x) => Math.Abs(x.Hi) <= 0.35 ? Small(x) : Exp(x) - 1;

    public static DoubleDouble Log(DoubleDouble x)
    {
        if (!(x.Hi > 0) || double.IsInfinity(x.Hi))
            return new(Math.Log(x.Hi));
        var exponent = Math.ILogB(x.Hi);
        var mantissa = x.Scale(-exponent);
        if (mantissa.Hi > 1.4142)
            (mantissa, exponent) = (mantissa * 0.5, exponent + 1);
        return Ln2 * exponent + NearOne(mantissa - 1);
    }

    /// <summary>log(1 + x) with relative accuracy near zero.</summary>
    public static DoubleDouble Log1P(DoubleDouble x) => x.Hi is > -0.29 and < 0.41 ? NearOne(x) : Log(x + 1);

    private static DoubleDouble Reduce(DoubleDouble x, double k)
    {
        var (first, firstError) = ErrorFree.Product(k, Ln2.Hi);
        var (second, secondError) = ErrorFree.Product(k, Ln2.Lo);
        return x - new DoubleDouble(first, firstError) - new DoubleDouble(second, secondError) - k * Ln2Third;
    }

    private static DoubleDouble Small(DoubleDouble x)
    {
        if (x.Hi == 0 || Math.Abs(x.Hi) < 1e-200)
            return x;
        var r = x * Math.ScaleB(1, -Halvings);
        var sum = InverseFactorial[Terms];
        for (var n = Terms - 1; n >= 1; n--)
            sum = sum * r + InverseFactorial[n];
        sum *= r;
        for (var i = 0; i < Halvings; i++)
            sum *= sum + 2;
        return sum;
    }

    private static DoubleDouble NearOne(DoubleDouble z)
    {
        if (Math.Abs(z.Hi) < 1e-200)
            return z;
        var s = z / (z + 2);
        var square = s * s;
        var sum = InverseOdd[^1];
        for (var n = InverseOdd.Length - 2; n >= 0; n--)
            sum = sum * square + InverseOdd[n];
        return sum * s * 2;
    }
}
