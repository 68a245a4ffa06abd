// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// A number as an implementation of <see cref="Simulation.Current"/> would hold it: legal twins and planted bugs. Steps are computed in
/// double and rounded once more, which is innocuous up to 24 bits of precision (Figueroa 1995).
/// </summary>
public readonly record struct Sim(double Value) : INumber<Sim>
{
    private const int Block = 32;
    private const int Lanes = 8;

    public static Sim Input(double element, DType type) => new(Simulation.Current.Demotion is { } format ? format.Round(element, Simulation.Current.Rounding) : element);

    public static Sim Exact(double literal) => new(literal);

    public static Sim Constant(Real value) => Step(value.Hi);

    public static Sim operator +(Sim left, Sim right) => Step(left.Value + right.Value);

    public static Sim operator -(Sim left, Sim right) => Step(left.Value - right.Value);

    public static Sim operator *(Sim left, Sim right) => Step(left.Value * right.Value);

    public static Sim operator /(Sim left, Sim right) => Step(left.Value / right.Value);

    public static Sim operator -(Sim value) => new(-value.Value);

    public static Sim Max(Sim left, Sim right) => new(Math.Max(left.Value, right.Value));

    public static Sim Min(Sim left, Sim right) => new(Math.Min(left.Value, right.Value));

    public static Sim Abs(Sim value) => new(Math.Abs(value.Value));

    public static Sim Apply(Function function, Sim argument) => FunctionTable.IsOneRounding(function)
        ? Step(FunctionTable.Value(function, argument.Value))
        : Perturbed(FunctionTable.Value(function, argument.Value), argument.Value);

    public static Sim Pow(Sim @base, Sim exponent) => Perturbed(Math.Pow(@base.Value, exponent.Value), @base.Value);

    public static Sim Sum(Strided<Sim> terms)
    {
        var values = new double[terms.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = terms[i].Value;
        return Total(values, 0);
    }

    public static Sim Dot(Strided<Sim> left, Strided<Sim> right, Sim initial)
    {
        var products = new double[left.Count];
        Multiply(left, right, products);
        return Total(products, initial.Value);
    }

    public static Sim Round(Sim value, DType to) => new(Formats.Of(to).Round(value.Value));

    public static Sim RoundToInteger(Sim value, Ties ties) => new(Integers.Round(value.Value, ties));

    public static Sim IfLess(Sim left, Sim right, Sim yes, Sim no) => left.Value < right.Value ? yes : no;

    private static Sim Step(double value) => new(Simulation.Current.Intermediate.Round(value, Simulation.Current.Rounding));

    private static double Accumulate(double value) => Simulation.Current.Accumulator.Round(value, Simulation.Current.Rounding);

    private static Sim Perturbed(double value, double argument)
    {
        var current = Simulation.Current;
        if (current.FunctionUlp == 0 || !double.IsFinite(value) || value == 0)
            return Step(value);
        var noise = (BitConverter.DoubleToInt64Bits(argument) * -7046029254386353131L >>> 40) / (double)(1 << 23) - 1;
        return Step(value + noise * Math.Max(0, current.FunctionUlp - 0.5) * current.Intermediate.Ulp(value));
    }

    private static Sim Total(Span<double> terms, double initial)
    {
        var current = Simulation.Current;
        if (current.Bug == PlantedBug.DropsLastTerm && terms.Length > 1)
            terms = terms[..^1];
        var sum = current.Order switch
        {
            SumOrder.Sequential => current.AddsInitialLast ? Accumulate(Chain(terms, 0) + initial) : Chain(terms, initial),
            SumOrder.Reversed => Backwards(terms, initial),
            SumOrder.Pairwise => Accumulate(initial + Tree(terms)),
            SumOrder.Blocked => Blocks(terms, initial),
            SumOrder.Interleaved => Interleaved(terms, initial),
            _ => throw new InvalidOperationException($"order {current.Order}"),
        };
        return Step(current.Bug == PlantedBug.Gain ? sum * (1 + 1.0 / 512) : sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply(Strided<Sim> left, Strided<Sim> right, double[] products)
    {
        var (format, rounding, fuses) = (Simulation.Current.Accumulator, Simulation.Current.Rounding, Simulation.Current.FusesProducts);
        for (var i = 0; i < products.Length; i++)
            products[i] = left[i].Value * right[i].Value is var product && fuses ? product : format.Round(product, rounding);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Chain(ReadOnlySpan<double> terms, double sum)
    {
        var (format, rounding) = (Simulation.Current.Accumulator, Simulation.Current.Rounding);
        var roundsTwice = Simulation.Current.FusesProducts && format != Formats.Float64;
        foreach (var term in terms)
            sum = format.Round(roundsTwice ? ErrorFree.SumToOdd(sum, term) : sum + term, rounding);
        return sum;
    }

    private static double Backwards(ReadOnlySpan<double> terms, double sum)
    {
        for (var i = terms.Length - 1; i >= 0; i--)
            sum = Accumulate(sum + terms[i]);
        return sum;
    }

    private static double Tree(ReadOnlySpan<double> terms) => terms.Length switch
    {
        0 => 0,
        1 => Accumulate(terms[0]),
        _ => Accumulate(Tree(terms[..(terms.Length / 2)]) + Tree(terms[(terms.Length / 2)..])),
    };

    private static double Blocks(ReadOnlySpan<double> terms, double sum)
    {
        for (var i = 0; i < terms.Length; i += Block)
            sum = Accumulate(sum + Chain(terms[i..Math.Min(terms.Length, i + Block)], 0));
        return sum;
    }

    private static double Interleaved(ReadOnlySpan<double> terms, double initial)
    {
        Span<double> lanes = stackalloc double[Lanes];
        for (var i = 0; i < terms.Length; i++)
            lanes[i % Lanes] = Accumulate(lanes[i % Lanes] + terms[i]);
        return Accumulate(initial + Tree(lanes));
    }
}
