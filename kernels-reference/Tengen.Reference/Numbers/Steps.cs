// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Which steps lead to an element: the longest chain of roundings, and the parts of the vocabulary in use. Values are not computed, so both
/// sides of every comparison count. Sums of whole numbers (results of <see cref="RoundToInteger"/>, whole literals) round nothing.
/// </summary>
public readonly struct Steps : INumber<Steps>
{
    private static StepKinds _kinds;
    private static uint _functions;

    private readonly bool _whole;

    private Steps(int roundings, bool whole = false) => (Roundings, _whole) = (roundings, whole);

    /// <summary>Roundings on the longest chain from an input to this number.</summary>
    public int Roundings { get; }

    /// <summary>What ran since <see cref="Reset"/>. One pass at a time in a process.</summary>
    public static StepKinds Kinds => _kinds;

    /// <summary>The functions among it.</summary>
    public static IEnumerable<Function> Functions => Enum.GetValues<Function>().Where(function => (_functions >> (int)function & 1) != 0);

    public static void Reset() => (_kinds, _functions) = (StepKinds.None, 0);

    public static Steps Input(double element, DType type) => default;

    public static Steps Exact(double literal) => new(0, Math.Floor(literal).Equals(literal));

    public static Steps Constant(Real value) => Step(StepKinds.Constant, 0, 1);

    public static Steps operator +(Steps left, Steps right) => Step(StepKinds.Addition, Longer(left, right), left._whole && right._whole ? 0 : 1, left._whole && right._whole);

    public static Steps operator -(Steps left, Steps right) => left + right;

    public static Steps operator *(Steps left, Steps right) => Step(StepKinds.Product, Longer(left, right), 1);

    public static Steps operator /(Steps left, Steps right) => Step(StepKinds.Quotient, Longer(left, right), 1);

    public static Steps operator -(Steps value) => value;

    public static Steps Max(Steps left, Steps right) => Step(StepKinds.Comparison, Longer(left, right), 0);

    public static Steps Min(Steps left, Steps right) => Step(StepKinds.Comparison, Longer(left, right), 0);

    public static Steps Abs(Steps value) => value;

    public static Steps Apply(Function function, Steps argument)
    {
        _functions |= 1u << (int)function;
        return new Steps(argument.Roundings + 1);
    }

    public static Steps Pow(Steps @base, Steps exponent) => Step(StepKinds.Power, Longer(@base, exponent), 1);

    public static Steps Sum(Strided<Steps> terms) => Step(StepKinds.Sum, Longest(terms), Math.Max(0, terms.Count - 1));

    public static Steps Dot(Strided<Steps> left, Strided<Steps> right, Steps initial) =>
        Step(StepKinds.Dot, Math.Max(initial.Roundings, Math.Max(Longest(left), Longest(right))), left.Count);

    public static Steps Round(Steps value, DType to) => Step(StepKinds.RoundingToType, value.Roundings, 0);

    public static Steps RoundToInteger(Steps value, Ties ties) => Step(StepKinds.RoundingToInteger, value.Roundings, 0, whole: true);

    public static Steps IfLess(Steps left, Steps right, Steps yes, Steps no) => Step(StepKinds.Comparison, Longer(yes, no), 0);

    private static int Longer(Steps left, Steps right) => Math.Max(left.Roundings, right.Roundings);

    private static int Longest(Strided<Steps> terms)
    {
        var longest = 0;
        for (var i = 0; i < terms.Count; i++)
            longest = Math.Max(longest, terms[i].Roundings);
        return longest;
    }

    private static Steps Step(StepKinds kind, int before, int roundings, bool whole = false)
    {
        _kinds |= kind;
        return new Steps(before + roundings, whole);
    }
}
