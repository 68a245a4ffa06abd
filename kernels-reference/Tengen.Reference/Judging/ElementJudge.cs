// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Numbers;

/// <summary>
/// Holds one computed element against its tolerance. Source: conformance rules, section 3, gates 1 and 2. Zeros of either sign are equal: what fixes a sign is another gate's.
/// Declared deviations widen what is accepted at the output: any value for NaN (<see cref="NumericFlags.NanUndefined"/>), the largest number
/// for an infinity of its sign (<see cref="NumericFlags.Saturates"/>), zero for what may be subnormal (<see cref="NumericFlags.FlushOutputs"/>).
/// </summary>
public static class ElementJudge
{
    /// <summary>Multiples of sigma that no legal implementation was seen to reach (largest seen 4.6 in 2.3e7).</summary>
    public const double Sigmas = 6;

    /// <summary>
    /// |error| over the hard bound, the storage rounding included: at most 1 is accepted, infinity is a wrong NaN or infinity or an inexact
    /// exact value. Where the bound is infinite, the interval of all that may be computed decides, and without one every number is accepted; a bound that is NaN is a fault of the suite and accepts nothing.
    /// </summary>
    public static double HardRatio(in Tolerance tolerance, Format storage, double got)
    {
        var want = tolerance.Reference;
        if (double.IsNaN(want))
            return double.IsNaN(got) || Declares(tolerance, NumericFlags.NanUndefined) || (tolerance.Legal is { } number && IsLegal(number, storage, got)) ? 0 : double.PositiveInfinity;
        if (tolerance.Legal is { } legal)
            return IsLegal(legal, storage, got) || IsFlushed(tolerance, storage, got) || IsSaturated(tolerance, storage, got) ? 0 : double.PositiveInfinity;
        if (double.IsNaN(got) || double.IsNaN(tolerance.Hard))
            return double.PositiveInfinity;
        if (double.IsInfinity(want))
            return got.Equals(want) || IsSaturated(tolerance, storage, got) ? 0 : double.PositiveInfinity;
        if (double.IsPositiveInfinity(tolerance.Hard) || IsFlushed(tolerance, storage, got) || IsSaturated(tolerance, storage, got))
            return 0;
        var exact = new Real(want, tolerance.ReferenceLow);
        var (low, high) = (storage.Round(exact.Plus(-tolerance.Hard)), storage.Round(exact.Plus(tolerance.Hard)));
        if (got < low || got > high)
            return Excess(Math.Abs(got - want), Math.Max(high - want, want - low));
        var error = Math.Abs(got - want);
        return error == 0 || double.IsInfinity(got) ? 0 : Math.Min(1, error / Math.Max(high - want, want - low));
    }

    /// <summary>|error| over 6 sigma + sys, the storage rounding included: at most 1 is accepted.</summary>
    public static double StatisticalRatio(in Tolerance tolerance, Format storage, double got)
    {
        if (Error(tolerance, storage, got) is not { } error)
            return 0;
        return Math.Abs(error) / (Sigmas * tolerance.Sigma + tolerance.Systematic + Stored(storage, got));
    }

    /// <summary>error / (sigma + sys) for the RMS gate, the storage rounding counted as uniform.</summary>
    public static double Normalized(in Tolerance tolerance, Format storage, double got)
    {
        if (Error(tolerance, storage, got) is not { } error)
            return 0;
        var rounding = Stored(storage, got);
        return error / (Math.Sqrt(tolerance.Sigma * tolerance.Sigma + rounding * rounding / 3) + tolerance.Systematic);
    }

    /// <summary>The error to which statistics apply, or null where there is none: no finite number, or a declared deviation.</summary>
    private static double? Error(in Tolerance tolerance, Format storage, double got) =>
        !double.IsFinite(tolerance.Reference) || !double.IsFinite(got) || IsFlushed(tolerance, storage, got) || IsSaturated(tolerance, storage, got)
            ? null : got - tolerance.Reference - tolerance.ReferenceLow;

    /// <summary>
    /// Largest error of the rounding that gave <paramref name="got"/>. Its ulp counts, not the reference's: an error before storing can carry a
    /// number across a power of two, to where the format is twice as coarse.
    /// </summary>
    private static double Stored(Format storage, double got) => storage.Ulp(got) / 2;

    private static bool IsFlushed(in Tolerance tolerance, Format storage, double got) =>
        got == 0 && Declares(tolerance, NumericFlags.FlushOutputs) && Math.Abs(tolerance.Reference) - tolerance.Hard < storage.SmallestNormal;

    private static bool IsSaturated(in Tolerance tolerance, Format storage, double got) =>
        Math.Abs(got) == storage.Largest && Declares(tolerance, NumericFlags.Saturates)
        && (got > 0 ? storage.Round(tolerance.Reference + tolerance.Hard) > got : storage.Round(tolerance.Reference - tolerance.Hard) < got);

    private static bool IsLegal(in Interval legal, Format storage, double got) =>
        double.IsNaN(got) ? legal.MayBeNaN : got >= storage.Round(legal.Low) && got <= storage.Round(legal.High);

    private static bool Declares(in Tolerance tolerance, NumericFlags flag) => (tolerance.Flags & flag) != 0;

    private static double Excess(double error, double bound) => bound > 0 && double.IsFinite(error) ? Math.Max(error / bound, Math.BitIncrement(1)) : double.PositiveInfinity;
}
