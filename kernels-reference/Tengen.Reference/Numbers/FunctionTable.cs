// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>
/// Value, derivative and error class of every <see cref="Function"/>. Every derivative here is monotonic on either side of zero, those
/// of sin, cos and tan apart, so its range over an interval is spanned by the values at the ends and at zero.
/// </summary>
public static class FunctionTable
{
    /// <summary>The value in double, within a few ulp (the platform's libm below).</summary>
    public static double Value(Function function, double x) => function switch
    {
        Function.Exp => Math.Exp(x),
        Function.Log => Math.Log(x),
        Function.Sqrt => Math.Sqrt(x),
        Function.Reciprocal => 1 / x,
        Function.ReciprocalSqrt => 1 / Math.Sqrt(x),
        Function.Tanh => Math.Tanh(x),
        Function.Sigmoid => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)),
        Function.Sin => Math.Sin(x),
        Function.Cos => Math.Cos(x),
        Function.Tan => Math.Tan(x),
        Function.Asin => Math.Asin(x),
        Function.Acos => Math.Acos(x),
        Function.Atan => Math.Atan(x),
        Function.Sinh => Math.Sinh(x),
        Function.Cosh => Math.Cosh(x),
        Function.Asinh => Math.Asinh(x),
        Function.Acosh => Math.Acosh(x),
        Function.Atanh => Math.Atanh(x),
        _ => ExtendedFunctions.Apply(function, x).Hi,
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
            case Function.Sin:
                return Math.Cos(x);
            case Function.Cos:
                return -Math.Sin(x);
            case Function.Tan:
                var cos = Math.Cos(x);
                return 1 / (cos * cos);
            case Function.Asin:
                return 1 / Math.Sqrt((1 - x) * (1 + x));
            case Function.Acos:
                return -1 / Math.Sqrt((1 - x) * (1 + x));
            case Function.Atan:
                return 1 / (1 + x * x);
            case Function.Sinh:
                return Math.Cosh(x);
            case Function.Cosh:
                return Math.Sinh(x);
            case Function.Asinh:
                return 1 / Math.Sqrt(1 + x * x);
            case Function.Acosh:
                return 1 / Math.Sqrt((x - 1) * (x + 1));
            case Function.Atanh:
                return 1 / ((1 - x) * (1 + x));
            default:
                throw new ArgumentOutOfRangeException(nameof(function));
        }
    }

    /// <summary>Range of the derivative over [<paramref name="low"/>, <paramref name="high"/>]; infinite ends where it is not bounded.</summary>
    public static (double Low, double High) DerivativeRange(Function function, double low, double high)
    {
        if (IsUnbounded(function, low, high))
            return (double.NegativeInfinity, double.PositiveInfinity);
        if (function is Function.Sin or Function.Cos && high - low > 1e-3)
            return (-1, 1);
        var (a, b) = (Derivative(function, low), Derivative(function, high));
        var (least, most) = (Math.Min(a, b), Math.Max(a, b));
        if (function is Function.Sin or Function.Cos)
            return (Math.Max(-1, Down(least) - (high - low)), Math.Min(1, Up(most) + (high - low)));
        if (low < 0 && high > 0 && !double.IsNaN(Derivative(function, 0)))
            (least, most) = (Math.Min(least, Derivative(function, 0)), Math.Max(most, Derivative(function, 0)));
        return (Down(function == Function.Tan ? Math.Min(least, 1) : least), Up(most));
    }

    /// <summary>True where IEEE 754-2019 defines the function as one correctly rounded operation.</summary>
    public static bool IsOneRounding(Function function) => function is Function.Sqrt or Function.Reciprocal;

    /// <summary>The interval touches a pole, or leaves the domain, where derivatives have no bound.</summary>
    private static bool IsUnbounded(Function function, double low, double high) => function switch
    {
        Function.Log or Function.Sqrt or Function.ReciprocalSqrt => low <= 0,
        Function.Reciprocal => low <= 0 && high >= 0,
        Function.Log1P => low <= -1,
        Function.Asin or Function.Acos or Function.Atanh => low <= -1 || high >= 1,
        Function.Acosh => low <= 1,
        Function.Tan => Math.Floor(low / Math.PI - 0.5) != Math.Floor(high / Math.PI - 0.5),
        _ => false,
    };

    private static double Down(double x) => x - Math.Abs(x) * 1e-14;

    private static double Up(double x) => x + Math.Abs(x) * 1e-14;
}
