// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The unevaluated sum of two doubles: 106 bits, the reference value. Source: Dekker 1971, Knuth TAOCP 2 4.2.2; sloppy addition is not
/// used; division and square root refine once (Joldes, Muller, Popescu 2017). Infinities and NaN live in <see cref="Hi"/>.
/// </summary>
public readonly partial record struct DoubleDouble(double Hi, double Lo = 0) : INumber<DoubleDouble>
{
    public static DoubleDouble Input(double element, DType type) => new(element);

    public static DoubleDouble Exact(double literal) => new(literal);

    public static DoubleDouble Constant(Real value) => new(value.Hi, value.Lo);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator +(DoubleDouble left, DoubleDouble right)
    {
        var (high, error) = TwoSum(left.Hi, right.Hi);
        if (!double.IsFinite(high))
            return new(high);
        var (low, lowError) = TwoSum(left.Lo, right.Lo);
        (high, error) = FastTwoSum(high, error + low);
        return Normal(high, error + lowError);
    }

    public static DoubleDouble operator -(DoubleDouble left, DoubleDouble right) => left + -right;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble operator *(DoubleDouble left, DoubleDouble right)
    {
        var (high, error) = TwoProduct(left.Hi, right.Hi);
        return Normal(high, error + Math.FusedMultiplyAdd(left.Hi, right.Lo, left.Lo * right.Hi));
    }

    public static DoubleDouble operator /(DoubleDouble left, DoubleDouble right)
    {
        var first = left.Hi / right.Hi;
        if (!double.IsFinite(first) || first == 0 || double.IsInfinity(right.Hi))
            return new(first);
        var rest = left - right * new DoubleDouble(first);
        var second = rest.Hi / right.Hi;
        rest -= right * new DoubleDouble(second);
        return Normal(first, second) + new DoubleDouble(rest.Hi / right.Hi);
    }

    public static DoubleDouble operator -(DoubleDouble value) => new(-value.Hi, -value.Lo);

    public static DoubleDouble Max(DoubleDouble left, DoubleDouble right) =>
        left.Hi == right.Hi ? (left.Hi == 0 ? new(Math.Max(left.Hi, right.Hi)) : left.Lo >= right.Lo ? left : right)
        : double.IsNaN(left.Hi) || left.Hi > right.Hi ? left : double.IsNaN(right.Hi) || right.Hi > left.Hi ? right : new(double.NaN);

    public static DoubleDouble Min(DoubleDouble left, DoubleDouble right) => -Max(-left, -right);

    public static DoubleDouble Abs(DoubleDouble value) => value.Hi < 0 || (value.Hi == 0 && double.IsNegative(value.Hi)) ? -value : value;

    public static DoubleDouble Sum(Strided<DoubleDouble> terms)
    {
        var sum = new DoubleDouble(0);
        for (var i = 0; i < terms.Count; i++)
            sum += terms[i];
        return sum;
    }

    public static DoubleDouble Dot(Strided<DoubleDouble> left, Strided<DoubleDouble> right, DoubleDouble initial)
    {
        for (var i = 0; i < left.Count; i++)
            initial += left[i] * right[i];
        return initial;
    }

    public static DoubleDouble Round(DoubleDouble value, DType to) => new(Formats.Of(to).Round(new Real(value.Hi, value.Lo)));

    public static DoubleDouble RoundToInteger(DoubleDouble value, Ties ties)
    {
        var rounded = Integers.Round(value.Hi, ties);
        var half = Math.Abs(value.Hi - Math.Truncate(value.Hi)) == 0.5;
        if (half && value.Lo != 0)
            rounded = value.Lo > 0 ? Math.Ceiling(value.Hi) : Math.Floor(value.Hi);
        return new(rounded);
    }

    public static Truth Less(DoubleDouble left, DoubleDouble right) =>
        left.Hi < right.Hi || (left.Hi == right.Hi && left.Lo < right.Lo) ? Truth.Yes : Truth.No;

    public static DoubleDouble Select(Truth condition, DoubleDouble yes, DoubleDouble no) => condition == Truth.Yes ? yes : no;

    public static implicit operator DoubleDouble(double value) => new(value);

    public static DoubleDouble FromDouble(double value) => new(value);

    /// <summary>Exact: a * 2^exponent, barring overflow and underflow.</summary>
    internal DoubleDouble Scale(int exponent) => new(Math.ScaleB(Hi, exponent), Math.ScaleB(Lo, exponent));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Sum, double Error) FastTwoSum(double large, double small)
    {
        var sum = large + small;
        return (sum, small - (sum - large));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (double Product, double Error) TwoProduct(double a, double b)
    {
        var product = a * b;
        return (product, Math.FusedMultiplyAdd(a, b, -product));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble Normal(double high, double low)
    {
        var sum = high + low;
        var error = low - (sum - high);
        return double.IsFinite(sum) ? new(sum, error) : new(double.IsNaN(sum) && !double.IsFinite(high) ? high : sum);
    }
}
