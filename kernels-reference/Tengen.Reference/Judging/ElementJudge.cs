// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Reference.Numbers;

/// <summary>Holds one computed element against its tolerance. Source: conformance rules, section 3, gates 1 and 2.</summary>
public static class ElementJudge
{
    /// <summary>Multiples of sigma that no legal implementation was seen to reach (largest seen 4.6 in 2.3e7).</summary>
    public const double Sigmas = 6;

    /// <summary>|error| over the hard bound, the storage rounding included: at most 1 is accepted, infinity is a wrong NaN or infinity or an inexact exact value.</summary>
    public static double HardRatio(in Tolerance tolerance, Format storage, double got)
    {
        var want = tolerance.Reference;
        if (double.IsNaN(want) || double.IsNaN(got))
            return double.IsNaN(want) == double.IsNaN(got) ? 0 : double.PositiveInfinity;
        if (double.IsInfinity(want))
            return got.Equals(want) ? 0 : double.PositiveInfinity;
        if (double.IsNaN(tolerance.Hard) || double.IsPositiveInfinity(tolerance.Hard))
            return 0;
        var (low, high) = (storage.Round(want - tolerance.Hard), storage.Round(want + tolerance.Hard));
        if (got < low || got > high)
            return Excess(Math.Abs(got - want), Math.Max(high - want, want - low));
        var error = Math.Abs(got - want);
        return error == 0 || double.IsInfinity(got) ? 0 : Math.Min(1, error / Math.Max(high - want, want - low));
    }

    /// <summary>|error| over 6 sigma + sys, the storage rounding included: at most 1 is accepted.</summary>
    public static double StatisticalRatio(in Tolerance tolerance, Format storage, double got)
    {
        if (!double.IsFinite(tolerance.Reference) || !double.IsFinite(got))
            return 0;
        var error = Math.Abs(got - tolerance.Reference);
        var rounding = storage.Ulp(tolerance.Reference) / 2;
        return error == 0 ? 0 : error / (Sigmas * tolerance.Sigma + tolerance.Systematic + rounding);
    }

    /// <summary>error / (sigma + sys) for the RMS gate, the storage rounding counted as uniform.</summary>
    public static double Normalized(in Tolerance tolerance, Format storage, double got)
    {
        if (!double.IsFinite(tolerance.Reference) || !double.IsFinite(got))
            return 0;
        var rounding = storage.Ulp(tolerance.Reference) / 2;
        var error = got - tolerance.Reference;
        return error == 0 ? 0 : error / (Math.Sqrt(tolerance.Sigma * tolerance.Sigma + rounding * rounding / 3) + tolerance.Systematic);
    }

    private static double Excess(double error, double bound) => bound > 0 && double.IsFinite(error) ? Math.Max(error / bound, Math.BitIncrement(1)) : double.PositiveInfinity;
}
