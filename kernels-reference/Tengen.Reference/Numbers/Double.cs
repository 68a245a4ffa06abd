// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>IEEE binary64: the fast reference value, for large networks. Its own error is about 2^-53 per step.</summary>
public readonly record struct Double(double Value) : INumber<Double>
{
    public static Double Input(double element, DType type) => new(element);

    public static Double Exact(double literal) => new(literal);

    public static Double Constant(Real value) => new(value.Hi);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double operator +(Double left, Double right) => new(left.Value + right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double operator -(Double left, Double right) => new(left.Value - right.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Double operator *(Double left, Double right) => new(left.Value * right.Value);

    public static Double operator /(Double left, Double right) => new(left.Value / right.Value);

    public static Double operator -(Double value) => new(-value.Value);

    public static Double Max(Double left, Double right) => new(Math.Max(left.Value, right.Value));

    public static Double Min(Double left, Double right) => new(Math.Min(left.Value, right.Value));

    public static Double Abs(Double value) => new(Math.Abs(value.Value));

    public static Double Apply(Function function, Double argument) => new(FunctionTable.Value(function, argument.Value));

    public static Double Pow(Double @base, Double exponent) => new(Math.Pow(@base.Value, exponent.Value));

    public static Double Sum(Strided<Double> terms)
    {
        double even = 0, odd = 0;
        var i = 0;
        for (; i + 1 < terms.Count; i += 2)
        {
            even += terms[i].Value;
            odd += terms[i + 1].Value;
        }
        return new(i < terms.Count ? even + odd + terms[i].Value : even + odd);
    }

    public static Double Dot(Strided<Double> left, Strided<Double> right, Double initial)
    {
        double even = 0, odd = 0;
        var i = 0;
        for (; i + 1 < left.Count; i += 2)
        {
            even += left[i].Value * right[i].Value;
            odd += left[i + 1].Value * right[i + 1].Value;
        }
        return new(initial.Value + (i < left.Count ? even + odd + left[i].Value * right[i].Value : even + odd));
    }

    public static Double Round(Double value, DType to) => new(Formats.Of(to).Round(value.Value));

    public static Double RoundToInteger(Double value, Ties ties) => new(Integers.Round(value.Value, ties));

    public static Double IfLess(Double left, Double right, Double yes, Double no) => left.Value < right.Value ? yes : no;
}
