// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>The functions over intervals, their declared errors added.</summary>
internal static class IntervalFunctions
{
    /// <summary>More than the platform's libm errs.</summary>
    private const double LibraryError = 1e-14;

    public static Interval Apply(Function function, Interval x)
    {
        var (least, most) = Domain(function);
        if (x.IsNaN || x.High < least || x.Low > most)
            return Undefined;
        var inside = new Interval(Math.Max(x.Low, least), Math.Min(x.High, most), x.MayBeNaN || x.Low < least || x.High > most);
        return function switch
        {
            Function.Reciprocal => Interval.Exact(1) / x,
            Function.Sin or Function.Cos => Periodic(function, x),
            Function.Tan when x.IsUnbounded => new(double.NegativeInfinity, double.PositiveInfinity, true),
            Function.Tan when FunctionTable.DerivativeRange(function, x.Low, x.High).High == double.PositiveInfinity => new(double.NegativeInfinity, double.PositiveInfinity, x.MayBeNaN),
            Function.Cosh => Monotonic(function, Interval.Abs(x)),
            _ => Monotonic(function, inside),
        };
    }

    public static Interval Pow(Interval @base, Interval exponent)
    {
        if (@base.IsPoint && exponent.IsPoint)
            return Math.Pow(@base.Low, exponent.Low) is var power && double.IsNaN(power) ? Undefined : Computed(Function.Exp, power, power, nan: false);
        if (!(@base.Low > 0) || exponent.IsNaN || @base.IsUnbounded || exponent.IsUnbounded)
            return new(double.NegativeInfinity, double.PositiveInfinity, true);
        var hull = Interval.Hull(Math.Pow(@base.Low, exponent.Low), Math.Pow(@base.Low, exponent.High), Math.Pow(@base.High, exponent.Low), Math.Pow(@base.High, exponent.High),
            @base.MayBeNaN || exponent.MayBeNaN);
        return Computed(Function.Exp, hull.Low, hull.High, hull.MayBeNaN);
    }

    private static Interval Undefined => Interval.Exact(double.NaN);

    private static (double Least, double Most) Domain(Function function) => function switch
    {
        Function.Log or Function.Sqrt or Function.ReciprocalSqrt => (0, double.PositiveInfinity),
        Function.Log1P => (-1, double.PositiveInfinity),
        Function.Asin or Function.Acos or Function.Atanh => (-1, 1),
        Function.Acosh => (1, double.PositiveInfinity),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };

    private static Interval Monotonic(Function function, Interval x)
    {
        var (a, b) = (FunctionTable.Value(function, x.Low), FunctionTable.Value(function, x.High));
        return Computed(function, Math.Min(a, b), Math.Max(a, b), x.MayBeNaN);
    }

    private static Interval Periodic(Function function, Interval x)
    {
        if (x.IsUnbounded)
            return x.IsPoint ? Undefined : Computed(function, -1, 1, nan: true);
        var (middle, radius) = (FunctionTable.Value(function, x.Low / 2 + x.High / 2), x.High / 2 - x.Low / 2);
        return Computed(function, Math.Max(-1, middle - radius), Math.Min(1, middle + radius), x.MayBeNaN);
    }

    private static Interval Computed(Function function, double low, double high, bool nan) => Interval.Widened(new(low, high, nan),
        Arithmetic.FunctionError(function, Math.Abs(low)) + Math.Abs(low) * LibraryError, Arithmetic.FunctionError(function, Math.Abs(high)) + Math.Abs(high) * LibraryError);
}
