// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// How a number answers when marked inputs are multiplied by a power of two, or by -1: the units of dimensional analysis. Values are not
/// computed. A literal 0 has every degree. Functions answer only where every implementation must: one correctly rounded operation, or an
/// argument that stays the same.
/// </summary>
public readonly struct Homogeneity : INumber<Homogeneity>
{
    private const int Even = 1;
    private const int Odd = 2;
    private const int Any = int.MinValue;
    private const int Mixed = int.MaxValue;

    private readonly int _halves;
    private readonly int _parity;

    private Homogeneity(int halves, int parity)
    {
        (_halves, _parity) = (halves, parity);
        if (halves is not (Any or Mixed))
            Largest = Math.Max(Largest, Math.Abs(halves));
    }

    /// <summary>A marked input: degree 1, odd.</summary>
    public static Homogeneity Marked => new(2, Odd);

    /// <summary>Twice the degree: with f(2^k x) = 2^(dk) f(x), 2d. Null where there is none; 0 for a number that is always 0.</summary>
    public int? Halves => _halves switch { Mixed => null, Any => 0, _ => _halves };

    /// <summary>f(-x) = f(x).</summary>
    public bool IsEven => (_parity & Even) != 0;

    /// <summary>f(-x) = -f(x).</summary>
    public bool IsOdd => (_parity & Odd) != 0;

    /// <summary>Largest |<see cref="Halves"/>| of a number since <see cref="Reset"/>. One pass at a time in a process.</summary>
    public static int Largest { get; private set; }

    public static void Reset() => Largest = 0;

    public static Homogeneity Input(double element, DType type) => new(0, Even);

    public static Homogeneity Exact(double literal) => literal == 0 ? new(Any, Even | Odd) : double.IsInfinity(literal) ? new(Any, Even) : new(0, Even);

    public static Homogeneity Constant(Real value) => new(0, Even);

    public static Homogeneity operator +(Homogeneity left, Homogeneity right) => new(Same(left._halves, right._halves), left._parity & right._parity);

    public static Homogeneity operator -(Homogeneity left, Homogeneity right) => left + right;

    public static Homogeneity operator *(Homogeneity left, Homogeneity right) => new(Plus(left._halves, right._halves), Times(left._parity, right._parity));

    public static Homogeneity operator /(Homogeneity left, Homogeneity right) => left * Inverse(right);

    public static Homogeneity operator -(Homogeneity value) => value;

    public static Homogeneity Max(Homogeneity left, Homogeneity right) => new(Same(left._halves, right._halves), left._parity & right._parity & Even);

    public static Homogeneity Min(Homogeneity left, Homogeneity right) => Max(left, right);

    public static Homogeneity Abs(Homogeneity value) => new(value._halves, value._parity == 0 ? 0 : Even);

    public static Homogeneity Apply(Function function, Homogeneity argument) => function switch
    {
        Function.Reciprocal => Inverse(argument),
        Function.Sqrt => new(argument._halves is Any or Mixed ? argument._halves : argument._halves % 2 == 0 ? argument._halves / 2 : Mixed, argument._parity & Even),
        _ => new(argument._halves is 0 or Any ? 0 : Mixed, argument._parity & Even),
    };

    public static Homogeneity Pow(Homogeneity @base, Homogeneity exponent) =>
        new(@base._halves is 0 or Any && exponent._halves is 0 or Any ? 0 : Mixed, @base._parity & exponent._parity & Even);

    public static Homogeneity Sum(Strided<Homogeneity> terms)
    {
        var sum = Exact(0);
        for (var i = 0; i < terms.Count; i++)
            sum += terms[i];
        return sum;
    }

    public static Homogeneity Dot(Strided<Homogeneity> left, Strided<Homogeneity> right, Homogeneity initial)
    {
        for (var i = 0; i < left.Count; i++)
            initial += left[i] * right[i];
        return initial;
    }

    public static Homogeneity Round(Homogeneity value, DType to) => value;

    public static Homogeneity RoundToInteger(Homogeneity value, Ties ties) =>
        new(value._halves is 0 or Any ? value._halves : Mixed, ties is Ties.Down or Ties.Up ? value._parity & Even : value._parity);

    public static Homogeneity IfLess(Homogeneity left, Homogeneity right, Homogeneity yes, Homogeneity no)
    {
        var result = yes + no;
        return new(Same(left._halves, right._halves) == Mixed ? Mixed : result._halves, (left._parity & right._parity & Even) == 0 ? 0 : result._parity);
    }

    private static Homogeneity Inverse(Homogeneity value) => new(value._halves is Any or Mixed ? Mixed : -value._halves, value._parity);

    private static int Same(int left, int right) => left == Any ? right : right == Any || left == right ? left : Mixed;

    private static int Plus(int left, int right) => left == Any || right == Any ? Any : left == Mixed || right == Mixed ? Mixed : left + right;

    private static int Times(int left, int right) => (left & right & Even) | ((left & right & Odd) >> 1) | (Crosses(left, right) ? Odd : 0);

    private static bool Crosses(int left, int right) => (left & Even) != 0 && (right & Odd) != 0 || (left & Odd) != 0 && (right & Even) != 0;
}
