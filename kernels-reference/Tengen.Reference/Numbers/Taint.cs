// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Which marked input elements a number may depend on, whatever the values are: both sides of every comparison count, and what decides it
/// does too. A NaN put into an element arrives nowhere else. Values are not computed.
/// </summary>
/// <param name="Sources">Bit k is set when the number may depend on marked element k.</param>
public readonly record struct Taint(ulong Sources) : INumber<Taint>
{
    /// <summary>How many elements can be marked at once.</summary>
    public const int MostSources = 64;

    public static Taint None => default;

    /// <summary>An element that is not marked; a pass marks elements by their position.</summary>
    public static Taint Input(double element, DType type) => None;

    public static Taint Exact(double literal) => None;

    public static Taint Constant(Real value) => None;

    public static Taint operator +(Taint left, Taint right) => Of(left, right);

    public static Taint operator -(Taint left, Taint right) => Of(left, right);

    public static Taint operator *(Taint left, Taint right) => Of(left, right);

    public static Taint operator /(Taint left, Taint right) => Of(left, right);

    public static Taint operator -(Taint value) => value;

    public static Taint Max(Taint left, Taint right) => Of(left, right);

    public static Taint Min(Taint left, Taint right) => Of(left, right);

    public static Taint Abs(Taint value) => value;

    public static Taint Apply(Function function, Taint argument) => argument;

    public static Taint Pow(Taint @base, Taint exponent) => Of(@base, exponent);

    public static Taint Sum(Strided<Taint> terms)
    {
        var sources = 0ul;
        for (var i = 0; i < terms.Count; i++)
            sources |= terms[i].Sources;
        return new(sources);
    }

    public static Taint Dot(Strided<Taint> left, Strided<Taint> right, Taint initial) => Of(initial, Of(Sum(left), Sum(right)));

    public static Taint Round(Taint value, DType to) => value;

    public static Taint RoundToInteger(Taint value, Ties ties) => value;

    public static Taint IfLess(Taint left, Taint right, Taint yes, Taint no) => Of(Of(left, right), Of(yes, no));

    private static Taint Of(Taint left, Taint right) => new(left.Sources | right.Sources);
}
