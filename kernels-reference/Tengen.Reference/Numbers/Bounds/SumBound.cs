// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// The rounding error of a sum of n terms, in any order the declaration allows. Hard: Higham, Accuracy and Stability 3.5, gamma_n sum|t|;
/// a truncation block loses less than two units of the largest magnitude per term and once more, in every block; an exact sum, and a sum
/// that is one operation, are rounded once.
/// Statistical: independent roundings in the comb tree in random order, the worst data-oblivious tree; terms that stagnate and sums of
/// nearly equal terms are not independent and count as systematic.
/// </summary>
internal readonly struct SumBound
{
    private readonly SumTotals _totals;
    private readonly int _count;
    private readonly bool _isExact;

    private SumBound(in SumTotals totals, int count, bool isExact) => (_totals, _count, _isExact) = (totals, count, isExact);

    /// <summary>The sum of the midpoints.</summary>
    public double Value => _totals.Sum;

    /// <summary>Errors that come in with the terms.</summary>
    public double Inherited => _totals.Inherited;

    public static SumBound OfTerms<T>(Strided<T> terms) where T : unmanaged, IEnclosed<T>
    {
        var totals = SumTotals.OfTerms(terms);
        var isExact = totals.Inherited == 0 && ExactSum.Holds(terms, totals.Magnitude, Arithmetic.Accumulator);
        return new(totals, terms.Count, isExact);
    }

    /// <summary>The products of the factors and, where it is not zero, <paramref name="initial"/>.</summary>
    public static SumBound OfProducts<T>(Strided<T> left, Strided<T> right, ErrBound initial) where T : unmanaged, IEnclosed<T>
    {
        var totals = SumTotals.OfProducts(left, right, initial);
        var isExact = totals.Inherited == 0 && ExactSum.Holds(left, right, initial.Value, totals.Magnitude, Arithmetic.Accumulator);
        return new(totals, left.Count + (initial.Value != 0 || initial.Error != 0 ? 1 : 0), isExact);
    }

    /// <summary>The local error of the whole sum.</summary>
    /// <param name="products">The terms are products: one more rounding each.</param>
    /// <param name="stagnating">Sum of min(|t|, unit * P) over the terms that stagnate; see <see cref="StagnationLimit"/>.</param>
    public LocalError Local(bool products, double stagnating)
    {
        var format = Arithmetic.Accumulator;
        var overflows = _totals.Magnitude > format.Largest && Math.Abs(Value) == _totals.Magnitude && double.IsFinite(_totals.Magnitude);
        if (!(_totals.Magnitude <= format.Largest) && !overflows)
            return new LocalError(double.PositiveInfinity, 0, 0);
        if (_isExact)
            return default;
        var isOneStep = _count == (products ? 1 : 2) && Arithmetic.TruncationBlock == 0;
        if (isOneStep || Arithmetic.Summation == Summation.Exact)
        {
            var once = LocalError.OfRounding(format, Math.Abs(Value) + Inherited);
            return Arithmetic.Intermediate == format ? once : once with { Rounding = null };
        }
        var unit = Arithmetic.AccumulatorUnit;
        var depth = Arithmetic.Summation == Summation.Pairwise ? BitOperations.Log2((uint)Math.Max(1, _count)) + 2 : _count;
        var roundings = (products ? depth : Math.Max(0, depth - 1)) * unit;
        var hard = (roundings < 1 ? roundings / (1 - roundings) : double.PositiveInfinity) * _totals.Magnitude + 2 * _count * format.SmallestSubnormal;
        if (Arithmetic.TruncationBlock is > 0 and var block)
            hard += 2.0 * ((_count + block - 1) / block) * (block + 1) * unit * _totals.Magnitude;
        if (Arithmetic.IsDirected || Arithmetic.TruncationBlock > 0)
            return new LocalError(hard, 0, hard) { Overflows = overflows };
        var mean = Value / Math.Max(1, _count);
        var deviation = Math.Sqrt(Math.Max(0, _totals.Squares / Math.Max(1, _count) - mean * mean));
        if (_count > 2 && deviation < 8 * unit * Spread)
            return new LocalError(hard, 0, hard) { Overflows = overflows };
        var variance = unit * unit / 3 * (_count / 2.0 * _totals.Squares + _count / 3.0 * Math.Max(0, Value * Value - _totals.Squares) + _totals.Squares);
        return new LocalError(hard, variance, stagnating) { Overflows = overflows };
    }

    /// <summary>Terms below it may vanish beside the partial sums: 8 unit P, P = |s| + 3 sqrt(sum t^2).</summary>
    public double StagnationLimit => 8 * Arithmetic.AccumulatorUnit * Spread;

    public double StagnationClip => Arithmetic.AccumulatorUnit * Spread;

    /// <summary>False when no term stagnates.</summary>
    public bool MayStagnate => _totals.Least < StagnationLimit;

    private double Spread => Math.Abs(Value) + 3 * Math.Sqrt(_totals.Squares);
}
