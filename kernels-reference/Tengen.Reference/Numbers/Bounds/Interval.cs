// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Everything that a legal implementation may hold under <see cref="Arithmetic"/>: the numbers between two ends, infinities included, and
/// perhaps NaN. It says what may happen where a bound on the error is infinite: at overflow, at poles, at branches that rounding decides.
/// An implementation may compute more widely than it declares, so a number that may overflow may also stay finite.
/// </summary>
/// <param name="Low">The lower end; above <paramref name="High"/> when there is no number at all.</param>
/// <param name="High">The upper end.</param>
/// <param name="MayBeNaN">NaN is possible, and certain when there is no number.</param>
public readonly record struct Interval(double Low, double High, bool MayBeNaN = false) : INumber<Interval>, IEnclosed<Interval>
{
    private static readonly Interval NaN = new(double.PositiveInfinity, double.NegativeInfinity, true);

    static ErrBound IEnclosed<Interval>.Enclosure(in Interval number) => number.IsPoint
        ? new(number.Low, 0)
        : new(number.Low / 2 + number.High / 2, Math.BitIncrement(Math.BitIncrement(number.High / 2 - number.Low / 2)));

    /// <summary>One number and no NaN.</summary>
    public bool IsPoint => Low == High && !MayBeNaN;

    /// <summary>NaN whatever happens.</summary>
    public bool IsNaN => Low > High;

    public bool Contains(double value) => double.IsNaN(value) ? MayBeNaN : value >= Low && value <= High;

    /// <summary>What either may be.</summary>
    public Interval Or(Interval other) => new(Math.Min(Low, other.Low), Math.Max(High, other.High), MayBeNaN || other.MayBeNaN);

    public static Interval Input(double element, DType type) => Around(element, Arithmetic.InputError(element));

    public static Interval Exact(double literal) => Around(literal, 0);

    public static Interval Constant(Real value) => Around(value.Hi, ErrBound.Constant(value).Error);

    public static Interval operator +(Interval left, Interval right)
    {
        if (left.IsNaN || right.IsNaN)
            return NaN;
        var nan = left.MayBeNaN || right.MayBeNaN || (left.High == double.PositiveInfinity && right.Low == double.NegativeInfinity)
            || (left.Low == double.NegativeInfinity && right.High == double.PositiveInfinity);
        var sum = new Interval(Or(left.Low + right.Low, double.PositiveInfinity), Or(left.High + right.High, double.NegativeInfinity), nan);
        return left.IsPoint && right.IsPoint && ErrBound.IsExactSum(new(left.Low, 0), new(right.Low, 0)) ? sum : Rounded(sum);
    }

    public static Interval operator -(Interval left, Interval right) => left + -right;

    public static Interval operator *(Interval left, Interval right)
    {
        if (left.IsNaN || right.IsNaN)
            return NaN;
        var product = Product(left, right);
        return left.IsPoint && right.IsPoint && ErrBound.IsExactProduct(new(left.Low, 0), new(right.Low, 0)) ? product : Rounded(product);
    }

    public static Interval operator /(Interval left, Interval right)
    {
        if (left.IsNaN || right.IsNaN)
            return NaN;
        var nan = left.MayBeNaN || right.MayBeNaN || (left.Contains(0) && right.Contains(0)) || (left.IsUnbounded && right.IsUnbounded);
        if (right.Contains(0))
            return new(double.NegativeInfinity, double.PositiveInfinity, nan);
        return Rounded(Hull(left.Low / right.Low, left.Low / right.High, left.High / right.Low, left.High / right.High, nan));
    }

    public static Interval operator -(Interval value) => new(-value.High, -value.Low, value.MayBeNaN);

    public static Interval Max(Interval left, Interval right) => left.IsNaN || right.IsNaN ? NaN
        : new(Math.Max(left.Low, right.Low), Math.Max(left.High, right.High), left.MayBeNaN || right.MayBeNaN);

    public static Interval Min(Interval left, Interval right) => -Max(-left, -right);

    public static Interval Abs(Interval value) => value.Low >= 0 || value.IsNaN ? value
        : value.High <= 0 ? -value : new(0, Math.Max(-value.Low, value.High), value.MayBeNaN);

    public static Interval Apply(Function function, Interval argument) => IntervalFunctions.Apply(function, argument);

    public static Interval Pow(Interval @base, Interval exponent) => IntervalFunctions.Pow(@base, exponent);

    public static Interval Sum(Strided<Interval> terms)
    {
        var total = new IntervalTotal(SumBound.OfTerms(terms).Local(products: false, 0));
        for (var i = 0; i < terms.Count; i++)
            total.Add(terms[i]);
        return total.Result;
    }

    public static Interval Dot(Strided<Interval> left, Strided<Interval> right, Interval initial)
    {
        var total = new IntervalTotal(SumBound.OfProducts(left, right, Enclosure(initial)).Local(products: true, 0));
        total.Add(initial);
        for (var i = 0; i < left.Count; i++)
            total.Add(left[i].IsNaN || right[i].IsNaN ? NaN : Product(left[i], right[i]));
        return total.Result;
    }

    public static Interval Round(Interval value, DType to) => value.IsNaN ? NaN : new(Formats.Of(to).Round(value.Low), Formats.Of(to).Round(value.High), value.MayBeNaN);

    public static Interval RoundToInteger(Interval value, Ties ties) => value.IsNaN ? NaN : new(Integers.Round(value.Low, ties), Integers.Round(value.High, ties), value.MayBeNaN);

    public static Interval IfLess(Interval left, Interval right, Interval yes, Interval no) => Less(left, right) switch
    {
        Truth.Yes => yes,
        Truth.No => no,
        _ => yes.Or(no),
    };

    /// <summary>The answer for all that the operands may be; nothing is less than NaN.</summary>
    public static Truth Less(Interval left, Interval right) =>
        left.IsNaN || right.IsNaN || left.Low >= right.High ? Truth.No
        : left.High < right.Low && !left.MayBeNaN && !right.MayBeNaN ? Truth.Yes : Truth.Maybe;

    internal bool IsUnbounded => double.IsInfinity(Low) || double.IsInfinity(High);

    /// <summary>What one rounding to the declared intermediate format may make of real numbers.</summary>
    internal static Interval Rounded(Interval reals) => Widened(reals, Arithmetic.RoundingError(Arithmetic.Intermediate, Math.Abs(reals.Low)), Arithmetic.RoundingError(Arithmetic.Intermediate, Math.Abs(reals.High)));

    /// <summary>Both ends moved outwards, to infinity from where the intermediate format overflows.</summary>
    internal static Interval Widened(Interval reals, double below, double above)
    {
        if (reals.IsNaN)
            return NaN;
        var (low, high) = (double.IsFinite(reals.Low) ? Math.BitDecrement(reals.Low - below) : reals.Low, double.IsFinite(reals.High) ? Math.BitIncrement(reals.High + above) : reals.High);
        var largest = Arithmetic.Intermediate.Largest;
        return new(low < -largest ? double.NegativeInfinity : low, high > largest ? double.PositiveInfinity : high, reals.MayBeNaN);
    }

    /// <summary>Around all numbers among four corners; corners that are NaN stand for a zero.</summary>
    internal static Interval Hull(double a, double b, double c, double d, bool nan)
    {
        (a, b, c, d) = (Or(a, 0), Or(b, 0), Or(c, 0), Or(d, 0));
        return new(Math.Min(Math.Min(a, b), Math.Min(c, d)), Math.Max(Math.Max(a, b), Math.Max(c, d)), nan);
    }

    private static Interval Product(in Interval left, in Interval right) => Hull(left.Low * right.Low, left.Low * right.High, left.High * right.Low, left.High * right.High,
        left.MayBeNaN || right.MayBeNaN || (left.Contains(0) && right.IsUnbounded) || (right.Contains(0) && left.IsUnbounded));

    private static Interval Around(double value, double error) => double.IsNaN(value) ? NaN : error == 0 ? new(value, value) : new(value - error, value + error);

    private static ErrBound Enclosure(Interval number) => Bounds<Interval>(number);

    private static ErrBound Bounds<T>(in T number) where T : unmanaged, IEnclosed<T> => T.Enclosure(number);

    private static double Or(double value, double otherwise) => double.IsNaN(value) ? otherwise : value;
}
