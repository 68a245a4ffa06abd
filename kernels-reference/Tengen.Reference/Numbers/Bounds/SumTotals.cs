// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Tengen.Reference.Numbers;

/// <summary>Totals over the terms t of a sum. These loops are what most of the oracle's time goes to: nothing rare stands in them, and
/// they are compiled for speed at once.</summary>
/// <param name="Sum">Of the midpoints, in order.</param>
/// <param name="Magnitude">Of |t|, errors included.</param>
/// <param name="Squares">Of t^2, errors included.</param>
/// <param name="Least">The smallest |midpoint|; infinity without terms.</param>
/// <param name="Inherited">Of the terms' own errors, before they are rounded here.</param>
internal readonly record struct SumTotals(double Sum, double Magnitude, double Squares, double Least, double Inherited)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SumTotals OfTerms<T>(Strided<T> terms) where T : unmanaged, IEnclosed<T>
    {
        double sum = 0, magnitude = 0, squares = 0, least = double.PositiveInfinity, inherited = 0;
        for (var i = 0; i < terms.Count; i++)
        {
            var term = T.Enclosure(terms[i]);
            var size = Math.Abs(term.Value);
            var most = size + term.Error;
            sum += term.Value;
            magnitude += most;
            squares += most * most;
            least = size < least ? size : least;
            inherited += term.Error;
        }
        return new(sum, magnitude, squares, least, inherited);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static SumTotals OfProducts<T>(Strided<T> left, Strided<T> right, ErrBound initial) where T : unmanaged, IEnclosed<T>
    {
        var (sum, magnitude, inherited) = (0 + initial.Value, Math.Abs(initial.Value) + initial.Error, initial.Error);
        var (squares, least) = (magnitude * magnitude, double.PositiveInfinity);
        for (var i = 0; i < left.Count; i++)
        {
            var (a, b) = (T.Enclosure(left[i]), T.Enclosure(right[i]));
            var product = a.Value * b.Value;
            var size = Math.Abs(product);
            var most = size;
            if (a.Error != 0 || b.Error != 0)
            {
                var error = Math.Abs(a.Value) * b.Error + Math.Abs(b.Value) * a.Error + a.Error * b.Error;
                most += error;
                inherited += error;
            }
            sum += product;
            magnitude += most;
            squares += most * most;
            least = size < least ? size : least;
        }
        return new(sum, magnitude, squares, least, inherited);
    }
}
