// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>
/// What a sum of intervals may be in any declared order. A partial sum reaches no further than all positive, or all negative, terms together:
/// where that leaves the accumulator's range the sum may be infinite, and NaN where both infinities may meet.
/// </summary>
/// <param name="error">Of the sum of exact terms.</param>
internal struct IntervalTotal(LocalError error)
{
    private double _low, _high, _negative, _positive;
    private int _count;
    private bool _nan, _isNaN;

    public void Add(in Interval term)
    {
        _count++;
        _isNaN |= term.IsNaN;
        _nan |= term.MayBeNaN;
        _low += term.Low;
        _high += term.High;
        _negative += Math.Min(0, term.Low);
        _positive += Math.Max(0, term.High);
    }

    public readonly Interval Result
    {
        get
        {
            var (limit, slack) = (Arithmetic.Accumulator.Largest, 1 + 1e-6);
            var (mayBeLow, mayBeHigh) = (_negative * slack < -limit, _positive * slack > limit);
            if (_isNaN)
                return new Interval(double.PositiveInfinity, double.NegativeInfinity, true);
            var own = error.Hard == 0 && _low == _high ? 0 : error.Hard + _count * Formats.Float64.UnitRoundoff * (_positive - _negative);
            if (!mayBeLow && !mayBeHigh)
                return own == 0 ? new Interval(_low, _high, _nan) : Interval.Widened(new Interval(_low, _high, _nan), own, own);
            return new Interval(mayBeLow ? double.NegativeInfinity : _negative * slack, mayBeHigh ? double.PositiveInfinity : _positive * slack, _nan || (mayBeLow && mayBeHigh));
        }
    }
}
