// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>
/// Value, derivative and error class of every <see cref="Function"/>. Every derivative here is monotonic on either side of at most one
/// point, so its range over an interval is spanned by the values at the ends and at that point.
/// </summary>
public static class FunctionTable
{
    /// <summary>The value in double, within a few ulp (the platform's libm below).</summary>
    public static double Value(Function function, double x) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.ExpM1 => DoubleDouble.ExpM1(x).Hi,
        Function.Log => Math.Log(x),
        Function.Log1P => DoubleDouble.Log1P(x).Hi,
        Function.Sqrt => Math.Sqrt(x),
        Function.Reciprocal => 1 / x,
        Function.ReciprocalSqrt => 1 / Math.Sqrt(x),
        Function.Tanh => Math.Tanh(x),
        Function.Erf => DoubleDouble.Erf(x).Hi,
        Function.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        Function.Softplus => Math.Max(x, 0) + DoubleDouble.Log1P(Math.Exp(-Math.Abs(x))).Hi,
        _ => throw new ArgumentOutOfRangeException(nameof(function)),
    };

    public static double Derivative(Function function, double x)
    {
        switch (function)
        {
            case Function.Exp or Function.ExpM1:
                return Math.Exp(x);
            case Function.Log:
                return 1 / x;
            case Function.Log1P:
                return 1 / (1 + x);
            case Function.Sqrt:
                return 0.5 / Math.Sqrt(x);
            case Function.Reciprocal:
                return -1 / (x * x);
            case Function.ReciprocalSqrt:
                return -0.5 / (x * Math.Sqrt(x));
            case Function.Tanh:
                var cosh = Math.Cosh(x);
                return double.IsInfinity(cosh) ? 0 : 1 / (cosh * cosh);
            case Function.Erf:
                return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x);
            case Function.Sigmoid:
                var e = Math.Exp(-Math.Abs(x));
                return e / ((1 + e) * (1 + e));
            case Function.Softplus:
                return Value(Function.Sigmoid, x);
            default:
                throw new ArgumentOutOfRangeException(nameof(function));
        }
    }

    /// <summary>Range of the derivative over [<paramref name="low"/>, <paramref name="high"/>]; NaN ends where it is not bounded.</summary>
    public static (double Low, double High) DerivativeRange(Function function, double low, double high)
    {
        if (low <= Pole(function))
            return (double.NegativeInfinity, double.PositiveInfinity);
        var (a, b) = (Derivative(function, low), Derivative(function, high));
        var (least, most) = (Math.Min(a, b), Math.Max(a, b));
        if (function is Function.Tanh or Function.Erf or Function.Sigmoid && low < 0 && high > 0)
            most = Derivative(function, 0);
        return (Down(least), Up(most));
    }

    /// <summary>True where implementations are correctly rounded or nearly so relative to the result, so that no absolute floor applies.</summary>
    public static bool IsAlgebraic(Function function) => function is Function.Sqrt or Function.Reciprocal or Function.ReciprocalSqrt;

    /// <summary>Derivatives are unbounded at and below it.</summary>
    private static double Pole(Function function) => function switch
    {
        Function.Log or Function.Sqrt or Function.Reciprocal or Function.ReciprocalSqrt => 0,
        Function.Log1P => -1,
        _ => double.NegativeInfinity,
    };

    private static double Down(double x) => x - Math.Abs(x) * 1e-14;

    private static double Up(double x) => x + Math.Abs(x) * 1e-14;
}
