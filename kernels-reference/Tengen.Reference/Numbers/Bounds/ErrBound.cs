// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// A value and a bound on its absolute error, carried forward: rigorous, cheap, and wide where errors are correlated. The tolerance of
/// one-step operators, and the magnitude bound of large networks. The arithmetic is <see cref="Arithmetic"/>'s.
/// </summary>
/// <param name="Value">Midpoint.</param>
/// <param name="Error">Bound on |computed - exact|; infinite when there is none.</param>
public readonly record struct ErrBound(double Value, double Error) : INumber<ErrBound>, IEnclosed<ErrBound>
{
    static ErrBound IEnclosed<ErrBound>.Enclosure(in ErrBound number) => number;

    public static ErrBound Input(double element, DType type) => new(element, Arithmetic.InputError(element));

    public static ErrBound Exact(double literal) => new(literal, 0);

    public static ErrBound Constant(Real value) => new(value.Hi, Arithmetic.Intermediate.Represents(value.Hi) && value.Lo == 0 ? 0 : Arithmetic.RoundingError(Arithmetic.Intermediate, Math.Abs(value.Hi)));

    public static ErrBound operator +(ErrBound left, ErrBound right) => Step(left.Value + right.Value, left.Error + right.Error, IsExactSum(left, right));

    public static ErrBound operator -(ErrBound left, ErrBound right) => left + -right;

    public static ErrBound operator *(ErrBound left, ErrBound right)
    {
        var error = Math.Abs(left.Value) * right.Error + Math.Abs(right.Value) * left.Error + left.Error * right.Error;
        return Step(left.Value * right.Value, error, IsExactProduct(left, right));
    }

    public static ErrBound operator /(ErrBound left, ErrBound right)
    {
        var value = left.Value / right.Value;
        var divisor = Math.Abs(right.Value) - right.Error;
        var error = right.Error == 0 && left.Error == 0 ? 0 : divisor > 0 ? (left.Error + Math.Abs(value) * right.Error) / divisor : double.PositiveInfinity;
        return Step(value, error, left.Error == 0 && right.Error == 0 && Math.FusedMultiplyAdd(value, right.Value, -left.Value) == 0 && Arithmetic.Intermediate.Represents(value));
    }

    public static ErrBound operator -(ErrBound value) => new(-value.Value, value.Error);

    public static ErrBound Max(ErrBound left, ErrBound right) => new(Math.Max(left.Value, right.Value), Math.Max(left.Error, right.Error));

    public static ErrBound Min(ErrBound left, ErrBound right) => new(Math.Min(left.Value, right.Value), Math.Max(left.Error, right.Error));

    public static ErrBound Abs(ErrBound value) => new(Math.Abs(value.Value), value.Error);

    public static ErrBound Apply(Function function, ErrBound argument)
    {
        var value = FunctionTable.Value(function, argument.Value);
        var error = argument.Error == 0 ? 0 : argument.Error * Slope(function, argument);
        return new(value, error + (double.IsFinite(value) ? Arithmetic.FunctionError(function, Math.Abs(value) + error) : 0));
    }

    public static ErrBound Pow(ErrBound @base, ErrBound exponent)
    {
        var value = Math.Pow(@base.Value, exponent.Value);
        var error = @base.Error == 0 && exponent.Error == 0 ? 0
            : @base.Value - @base.Error > 0
                ? Math.Abs(value) * 1.0000001 * (Math.Exp(Math.Abs(exponent.Value) * @base.Error / (@base.Value - @base.Error) + exponent.Error * (Math.Abs(Math.Log(@base.Value)) + 1)) - 1)
                : double.PositiveInfinity;
        return new(value, error + (double.IsFinite(value) ? Arithmetic.FunctionError(Function.Exp, Math.Abs(value) + error) : 0));
    }

    public static ErrBound Sum(Strided<ErrBound> terms)
    {
        var sum = SumBound.OfTerms(terms);
        return new(sum.Value, sum.Inherited + sum.Local(products: false, 0).Forward);
    }

    public static ErrBound Dot(Strided<ErrBound> left, Strided<ErrBound> right, ErrBound initial)
    {
        var sum = SumBound.OfProducts(left, right, initial);
        return new(sum.Value, sum.Inherited + sum.Local(products: true, 0).Forward);
    }

    public static ErrBound Round(ErrBound value, DType to)
    {
        var format = Formats.Of(to);
        return new(format.Round(value.Value), value.Error + (format.Represents(value.Value) && value.Error == 0 ? 0 : format.Ulp(Math.Abs(value.Value) + value.Error) / 2));
    }

    public static ErrBound RoundToInteger(ErrBound value, Ties ties)
    {
        var (low, high) = (Integers.Round(value.Value - value.Error, ties), Integers.Round(value.Value + value.Error, ties));
        var middle = Integers.Round(value.Value, ties);
        return new(middle, value.Error == 0 ? 0 : Math.Max(high - middle, middle - low));
    }

    public static ErrBound IfLess(ErrBound left, ErrBound right, ErrBound yes, ErrBound no) => Less(left, right) switch
    {
        Truth.Yes => yes,
        Truth.No => no,
        _ => Either(yes, no),
    };

    /// <summary>The answer for every pair of numbers that the operands may be.</summary>
    internal static Truth Less(ErrBound left, ErrBound right) =>
        left.Value + left.Error < right.Value - right.Error ? Truth.Yes : left.Value - left.Error >= right.Value + right.Error ? Truth.No : Truth.Maybe;

    /// <summary>The value of the first, and both enclosures.</summary>
    internal static ErrBound Either(ErrBound first, ErrBound second) =>
        new(first.Value, Math.Max(first.Error, Math.Abs(first.Value - second.Value) + second.Error));

    internal static bool IsExactSum(ErrBound left, ErrBound right)
    {
        if (left.Error != 0 || right.Error != 0)
            return false;
        var sum = left.Value + right.Value;
        var part = sum - left.Value;
        return (left.Value - (sum - part)) + (right.Value - part) == 0 && Arithmetic.Intermediate.Represents(sum);
    }

    internal static bool IsExactProduct(ErrBound left, ErrBound right)
    {
        if (left.Error != 0 || right.Error != 0)
            return false;
        var product = left.Value * right.Value;
        return Math.FusedMultiplyAdd(left.Value, right.Value, -product) == 0 && Arithmetic.Intermediate.Represents(product)
            && (product != 0 || left.Value == 0 || right.Value == 0);
    }

    private static ErrBound Step(double value, double error, bool exact) =>
        new(value, exact || !double.IsFinite(value) ? error : error + LocalError.OfRounding(Arithmetic.Intermediate, Math.Abs(value) + error).Forward);

    private static double Slope(Function function, ErrBound x)
    {
        var (low, high) = FunctionTable.DerivativeRange(function, x.Value - x.Error, x.Value + x.Error);
        return Math.Max(Math.Abs(low), Math.Abs(high));
    }
}
