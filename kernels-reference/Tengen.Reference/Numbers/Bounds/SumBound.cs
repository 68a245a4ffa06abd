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
internal ref struct SumBound
{
    private const int MantissaBits = 52;
    private double _sum;
    private double _magnitude;
    private double _squares;
    private double _error;
    private double _smallestBit;
    private readonly double _quanta;
    private int _count;

    public SumBound()
    {
        _smallestBit = double.PositiveInfinity;
        _quanta = Math.ScaleB(1, Arithmetic.Accumulator.Precision);
    }

    /// <summary>The sum of the midpoints.</summary>
    public readonly double Value => _sum;

    /// <summary>Errors that come in with the terms.</summary>
    public readonly double Inherited => _error;

    /// <param name="term">Midpoint.</param>
    /// <param name="error">Bound on the term's own error, before it is rounded here.</param>
    /// <param name="lowestBit">A power of two that divides the term, infinity for zero, 0 when that is not known.</param>
    public void Add(double term, double error, double lowestBit)
    {
        _count++;
        _sum += term;
        var magnitude = Math.Abs(term) + error;
        _magnitude += magnitude;
        _squares += magnitude * magnitude;
        _error += error;
        _smallestBit = Math.Min(_smallestBit, error == 0 ? lowestBit : 0);
    }

    /// <summary><see cref="LowestBit"/> of a term or factor about to be added, or 0 once the sum cannot be exact any more: the scan is what a sum costs.</summary>
    public readonly double Bit(double x) => _magnitude > _smallestBit * _quanta ? 0 : LowestBit(x);

    /// <summary>The local error of the whole sum.</summary>
    /// <param name="products">The terms are products: one more rounding each.</param>
    /// <param name="stagnating">Sum of min(|t|, unit * P) over the terms that stagnate; see <see cref="StagnationLimit"/>.</param>
    public readonly LocalError Local(bool products, double stagnating)
    {
        var format = Arithmetic.Accumulator;
        var overflows = _magnitude > format.Largest && Math.Abs(_sum) == _magnitude && double.IsFinite(_magnitude);
        if (!(_magnitude <= format.Largest) && !overflows)
            return new LocalError(double.PositiveInfinity, 0, 0);
        if (IsExact(format))
            return default;
        var isOneStep = _count == (products ? 1 : 2) && Arithmetic.TruncationBlock == 0;
        if (isOneStep || Arithmetic.Summation == Summation.Exact)
        {
            var once = LocalError.OfRounding(format, Math.Abs(_sum) + _error);
            return Arithmetic.Intermediate == format ? once : once with { Rounding = null };
        }
        var unit = Arithmetic.AccumulatorUnit;
        var depth = Arithmetic.Summation == Summation.Pairwise ? BitOperations.Log2((uint)Math.Max(1, _count)) + 2 : _count;
        var roundings = (products ? depth : Math.Max(0, depth - 1)) * unit;
        var hard = roundings / (1 - roundings) * _magnitude + 2 * _count * format.SmallestSubnormal;
        if (Arithmetic.TruncationBlock is > 0 and var block)
            hard += 2.0 * ((_count + block - 1) / block) * (block + 1) * unit * _magnitude;
        if (Arithmetic.IsDirected || Arithmetic.TruncationBlock > 0)
            return new LocalError(hard, 0, hard) { Overflows = overflows };
        var mean = _sum / Math.Max(1, _count);
        var deviation = Math.Sqrt(Math.Max(0, _squares / Math.Max(1, _count) - mean * mean));
        if (_count > 2 && deviation < 8 * unit * Spread)
            return new LocalError(hard, 0, hard) { Overflows = overflows };
        var variance = unit * unit / 3 * (_count / 2.0 * _squares + _count / 3.0 * Math.Max(0, _sum * _sum - _squares) + _squares);
        return new LocalError(hard, variance, stagnating) { Overflows = overflows };
    }

    /// <summary>Terms below it may vanish beside the partial sums: 8 unit P, P = |s| + 3 sqrt(sum t^2).</summary>
    public readonly double StagnationLimit => 8 * Arithmetic.AccumulatorUnit * Spread;

    public readonly double StagnationClip => Arithmetic.AccumulatorUnit * Spread;

    /// <summary>The largest power of two that divides <paramref name="x"/>; infinity for zero.</summary>
    public static double LowestBit(double x)
    {
        if (x == 0)
            return double.PositiveInfinity;
        var bits = BitConverter.DoubleToInt64Bits(x);
        var mantissa = bits & ((1L << MantissaBits) - 1);
        var exponent = (int)(bits >> MantissaBits & 0x7ff);
        mantissa |= exponent == 0 ? 0 : 1L << MantissaBits;
        var lowest = Math.Max(exponent, 1) - MantissaBits + BitOperations.TrailingZeroCount(mantissa);
        return lowest > 0 ? BitConverter.Int64BitsToDouble((long)lowest << MantissaBits) : Math.ScaleB(1, lowest - 1023);
    }

    private readonly double Spread => Math.Abs(_sum) + 3 * Math.Sqrt(_squares);

    /// <summary>Every partial sum in every order is a multiple of the smallest bit and fits the significand.</summary>
    private readonly bool IsExact(Format format) =>
        _smallestBit >= format.SmallestSubnormal && (double.IsPositiveInfinity(_smallestBit) || (_magnitude <= _smallestBit * Math.ScaleB(1, format.Precision) && _magnitude <= format.Largest));
}
