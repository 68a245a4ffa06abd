// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>What reductions do to the terms that one element covers.</summary>
internal static class Folds
{
    /// <summary>The largest or smallest term, <paramref name="none"/> when there is none.</summary>
    public static T Extreme<T>(T[] terms, Func<T, T, T> choose, double none) where T : unmanaged, INumber<T> =>
        terms.Length == 0 ? T.Exact(none) : terms.Aggregate(choose);

    public static T Product<T>(T[] terms) where T : unmanaged, INumber<T> =>
        terms.Length == 0 ? T.Exact(1) : terms.Aggregate(static (product, term) => product * term);

    public static T SumOfSquares<T>(T[] terms) where T : unmanaged, INumber<T> =>
        T.Dot(new Strided<T>(terms), new Strided<T>(terms), T.Exact(0));

    /// <summary>The logarithm of the sum of exponentials, taken out of the range of overflow by the largest term.</summary>
    public static T LogSumExp<T>(T[] terms) where T : unmanaged, INumber<T>
    {
        var largest = Extreme(terms, T.Max, double.NegativeInfinity);
        var shifted = terms.Select(term => T.Apply(Function.Exp, term - largest)).ToArray();
        var sum = T.Apply(Function.Log, T.Sum(new Strided<T>(shifted))) + largest;
        return T.IfLess(T.Abs(largest), T.Exact(double.PositiveInfinity), sum, largest);
    }

    public static T DirectLogSumExp<T>(T[] terms) where T : unmanaged, INumber<T>
    {
        var exponentials = terms.Select(term => T.Apply(Function.Exp, term)).ToArray();
        return T.Apply(Function.Log, T.Sum(new Strided<T>(exponentials)));
    }
}
