// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The unevaluated sum of two doubles: about 106 significant bits while |value| is in [2^-960, 2^1020]; below, the low word loses bits and
/// the precision falls towards binary64. Inf and NaN carry a zero low word. Relative error of one operation: + and - 3 * 2^-106,
/// * 5 * 2^-106, / 10 * 2^-106. Source: Joldes, Muller, Popescu, "Tight and rigorous error bounds for basic building blocks of
/// double-word arithmetic", ACM TOMS 44(2), 2017.
/// </summary>
public readonly record struct DoubleDouble(double Hi, double Lo = 0) : INumber<DoubleDouble>
{
    private static readonly double Tiny = Math.ScaleB(1, -900);
    private static readonly double Huge = Math.ScaleB(1, 900);

    public Real ToReal() => new(Hi, Lo);

    public static implicit operator DoubleDouble(double value) => new(value);

    public static DoubleDouble Input(double element, DType type) => new(element);

    public static DoubleDouble Exact(double literal) => new(literal);

    public static DoubleDouble Constant(Real value) => new(value.Hi, value.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var (high, highError) = ErrorFree.Sum(left.Hi, right.Hi);
        if (!double.IsFinite(high))
            return new(high);
        var (low, lowError) = ErrorFree.Sum(left.Lo, right.Lo);
        var (sum, error) = ErrorFree.FastSum(high, highError + low);
        return Normal(sum, lowError + error);
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.Hi, -value.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var (product, error) = ErrorFree.Product(left.Hi, right.Hi);
        if (!double.IsFinite(product))
            return new(product);
        var cross = Math.FusedMultiplyAdd(left.Lo, right.Hi, Math.FusedMultiplyAdd(left.Hi, right.Lo, left.Lo * right.Lo));
        return Normal(product, error + cross);
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var quotient = left.Hi / right.Hi;
        if (!double.IsFinite(quotient) || double.IsInfinity(right.Hi) || quotient == 0)
            return new(quotient);
        if (Math.Abs(left.Hi) < Tiny)
            return (left.Scale(200) / right).Scale(-200);
        if (Math.Abs(right.Hi) > Huge)
            return (left / right.Scale(-200)).Scale(-200);
        if (Math.Abs(right.Hi) < Tiny)
            return (left / right.Scale(200)).Scale(200);
        var rest = left - right * quotient;
        var second = rest.Hi / right.Hi;
        rest -= right * second;
        var (sum, error) = ErrorFree.FastSum(quotient, second);
        return Normal(sum, error + rest.Hi / right.Hi);
    }

    public static DoubleDouble Max(DoubleDouble left, DoubleDouble right) =>
        left.Hi != right.Hi || left.Lo == right.Lo ? Math.Max(left.Hi, right.Hi).Equals(left.Hi) ? left : right
        : left.Lo > right.Lo ? left : right;

    public static DoubleDouble Min(DoubleDouble left, DoubleDouble right) => -Max(-left, -right);

    public static DoubleDouble Abs(DoubleDouble value) => double.IsNegative(value.Hi) ? -value : value;

    public static DoubleDouble Apply(Function function, DoubleDouble argument) => ExtendedFunctions.Apply(function, argument);

    public static DoubleDouble Pow(DoubleDouble @base, DoubleDouble exponent) => ExtendedPower.Pow(@base, exponent);

    /// <summary>Compensated: the error is at most 2^-106 of the result plus n^2 * 2^-105 of the sum of magnitudes (Ogita, Rump, Oishi: Sum2).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DoubleDouble Sum(Strided<DoubleDouble> terms)
    {
        double sum = 0, rest = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = terms[i];
            (sum, var error) = ErrorFree.Sum(sum, term.Hi);
            rest += error + term.Lo;
        }
        return double.IsFinite(rest) ? Normal(sum, rest) : Plain.Sum(terms);
    }

    /// <summary>Compensated (Ogita, Rump, Oishi: Dot2); error as for <see cref="Sum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DoubleDouble Dot(Strided<DoubleDouble> left, Strided<DoubleDouble> right, DoubleDouble initial)
    {
        var (sum, rest) = (initial.Hi, initial.Lo);
        for (var i = 0; i < left.Count; i++)
        {
            var (a, b) = (left[i], right[i]);
            var (product, productError) = ErrorFree.Product(a.Hi, b.Hi);
            (sum, var error) = ErrorFree.Sum(sum, product);
            rest += error + (productError + Math.FusedMultiplyAdd(a.Hi, b.Lo, a.Lo * b.Hi));
        }
        return double.IsFinite(rest) ? Normal(sum, rest) : Plain.Dot(left, right, initial);
    }

    public static DoubleDouble Round(DoubleDouble value, DType to) => new(Formats.Of(to).Round(value.ToReal()));

    public static DoubleDouble RoundToInteger(DoubleDouble value, Ties ties)
    {
        if (!double.IsFinite(value.Hi))
            return value;
        var floor = Floor(value);
        var fraction = value - floor - 0.5;
        var up = fraction.Hi > 0 || (fraction.Hi == 0 && ties switch
        {
            Ties.ToEven => Floor(floor * 0.5) * 2 != floor,
            Ties.AwayFromZero => value.Hi > 0,
            Ties.TowardZero => value.Hi < 0,
            Ties.Up => true,
            _ => false,
        });
        var result = up ? floor + 1 : floor;
        return result.Hi == 0 ? new(Math.CopySign(0, value.Hi)) : result;
    }

    public static DoubleDouble IfLess(DoubleDouble left, DoubleDouble right, DoubleDouble yes, DoubleDouble no) =>
        left.Hi < right.Hi || (left.Hi == right.Hi && left.Lo < right.Lo) ? yes : no;

    /// <summary>Times two to <paramref name="exponent"/>, exact unless it leaves the range of binary64.</summary>
    internal DoubleDouble Scale(int exponent) => new(Math.ScaleB(Hi, exponent), Math.ScaleB(Lo, exponent));

    private static DoubleDouble Floor(DoubleDouble value)
    {
        var high = Math.Floor(value.Hi);
        return high == value.Hi ? Normal(high, Math.Floor(value.Lo)) : new(high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble Normal(double high, double low)
    {
        var (sum, error) = ErrorFree.FastSum(high, low);
        return new(sum, error);
    }

    /// <summary>Sums with Inf, NaN or overflow in them, where the low words mean nothing.</summary>
    private static class Plain
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static DoubleDouble Sum(Strided<DoubleDouble> terms)
        {
            double sum = 0;
            for (var i = 0; i < terms.Count; i++)
                sum += terms[i].Hi;
            return new(sum);
        }

        public static DoubleDouble Dot(Strided<DoubleDouble> left, Strided<DoubleDouble> right, DoubleDouble initial)
        {
            var sum = initial.Hi;
            for (var i = 0; i < left.Count; i++)
                sum += left[i].Hi * right[i].Hi;
            return new(sum);
        }
    }
}
