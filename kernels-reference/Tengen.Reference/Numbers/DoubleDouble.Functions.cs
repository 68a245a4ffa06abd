// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <content>
/// The functions of the table, to a relative error below 2^-90 on the points that the MPFR test samples. Methods: exponential by argument
/// reduction and nine doublings of exp(x)-1 (Hida, Li, Bailey 2000); logarithm by one Newton step, near 1 by the series of atanh;
/// erf by the series of positive terms (Abramowitz and Stegun 7.1.6).
/// </content>
public readonly partial record struct DoubleDouble
{
    private const int Doublings = 9;
    private const double ErfIsOne = 9.5;
    private static readonly DoubleDouble Ln2 = new(0.6931471805599453, 2.3190468138462996E-17);
    private static readonly DoubleDouble TwoOverSqrtPi = new(1.1283791670955126, 1.533545961316582E-17);

    public static DoubleDouble Apply(Function function, DoubleDouble x) => function switch
    {
        Function.Exp => Exp(x),
        Function.ExpM1 => ExpM1(x),
        Function.Log => Log(x),
        Function.Log1P => Log1P(x),
        Function.Sqrt => Sqrt(x),
        Function.Reciprocal => new DoubleDouble(1) / x,
        Function.ReciprocalSqrt => new DoubleDouble(1) / Sqrt(x),
        Function.Tanh => Tanh(x),
        Function.Erf => Erf(x),
        Function.Sigmoid => Sigmoid(x),
        Function.Softplus => Max(x, 0) + Log1P(Exp(-Abs(x))),
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    /// <summary>exp(exponent * log(base)) for a positive base; the exact cases of IEEE 754 pow otherwise.</summary>
    public static DoubleDouble Pow(DoubleDouble @base, DoubleDouble exponent)
    {
        if (exponent.Hi == 0 || !double.IsFinite(@base.Hi) || !double.IsFinite(exponent.Hi) || @base.Hi == 0)
            return new(Math.Pow(@base.Hi, exponent.Hi));
        if (@base.Hi > 0)
            return Exp(exponent * Log(@base));
        if (exponent.Lo != 0 || exponent.Hi != Math.Floor(exponent.Hi))
            return new(double.NaN);
        var magnitude = Exp(exponent * Log(-@base));
        return Math.Abs(exponent.Hi % 2) == 1 ? -magnitude : magnitude;
    }

    public static DoubleDouble Sqrt(DoubleDouble x)
    {
        var root = Math.Sqrt(x.Hi);
        if (root == 0 || !double.IsFinite(root))
            return new(root);
        var rest = x - new DoubleDouble(root) * new DoubleDouble(root);
        return Normal(root, rest.Hi / (2 * root));
    }

    public static DoubleDouble Exp(DoubleDouble x)
    {
        if (double.IsNaN(x.Hi) || x.Hi > 709.78 || x.Hi < -745.2)
            return new(Math.Exp(x.Hi));
        var (minusOne, power) = ReducedExpM1(x);
        return (minusOne + 1).Scale(power);
    }

    public static DoubleDouble ExpM1(DoubleDouble x)
    {
        if (double.IsNaN(x.Hi) || x.Hi > 709.78)
            return new(Math.Exp(x.Hi));
        if (x.Hi < -80)
            return new(-1);
        var (minusOne, power) = ReducedExpM1(x);
        return power == 0 ? minusOne : (minusOne + 1).Scale(power) - 1;
    }

    public static DoubleDouble Log(DoubleDouble x)
    {
        if (!(x.Hi > 0) || double.IsInfinity(x.Hi))
            return new(Math.Log(x.Hi));
        var near = x - 1;
        if (Math.Abs(near.Hi) < 0.03)
            return Log1P(near);
        var exponent = Math.ILogB(x.Hi);
        var significand = x.Scale(-exponent);
        var guess = new DoubleDouble(Math.Log(significand.Hi));
        return guess + (significand * Exp(-guess) - 1) + Ln2 * exponent;
    }

    public static DoubleDouble Log1P(DoubleDouble x)
    {
        if (!(Math.Abs(x.Hi) < 0.03))
            return Log(x + 1);
        var ratio = x / (x + 2);
        var square = ratio * ratio;
        var term = ratio;
        var sum = ratio;
        for (var k = 3; k < 60 && Math.Abs(term.Hi) > Math.Abs(sum.Hi) * 1e-34; k += 2)
        {
            term *= square;
            sum += term / k;
        }
        return sum.Scale(1);
    }

    public static DoubleDouble Tanh(DoubleDouble x)
    {
        if (Math.Abs(x.Hi) > 40)
            return new(Math.CopySign(1, x.Hi));
        var e = ExpM1(x.Scale(1));
        return e / (e + 2);
    }

    public static DoubleDouble Sigmoid(DoubleDouble x)
    {
        var e = Exp(-Abs(x));
        return x.Hi >= 0 ? new DoubleDouble(1) / (e + 1) : e / (e + 1);
    }

    public static DoubleDouble Erf(DoubleDouble x)
    {
        if (!(Math.Abs(x.Hi) < ErfIsOne))
            return new(double.IsNaN(x.Hi) ? x.Hi : Math.Sign(x.Hi));
        var doubled = (x * x).Scale(1);
        var term = x;
        var sum = x;
        for (var n = 1; Math.Abs(term.Hi) > Math.Abs(sum.Hi) * 1e-34; n++)
        {
            term = term * doubled / (2 * n + 1);
            sum += term;
        }
        return TwoOverSqrtPi * Exp(-(x * x)) * sum;
    }

    /// <summary>exp(x) = (result + 1) * 2^power, with the result within [-0.3, 0.42].</summary>
    private static (DoubleDouble MinusOne, int Power) ReducedExpM1(DoubleDouble x)
    {
        var power = (int)Math.Round(x.Hi / Ln2.Hi);
        var reduced = (x - Ln2 * power).Scale(-Doublings);
        var term = reduced;
        var sum = reduced;
        for (var n = 2; n <= 9; n++)
        {
            term = term * reduced / n;
            sum += term;
        }
        for (var i = 0; i < Doublings; i++)
            sum = sum.Scale(1) + sum * sum;
        return (sum, power);
    }
}
