// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Statistics;

/// <summary>Order statistics, interpolated linearly between neighbours. Source: Hyndman and Fan 1996, definition 7.</summary>
public static class Quantiles
{
    /// <param name="samples">At least one, in any order; not changed.</param>
    /// <param name="share">0 to 1.</param>
    public static double Of(ReadOnlySpan<double> samples, double share)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, share);
    }

    public static double Median(ReadOnlySpan<double> samples) => Of(samples, 0.5);

    /// <summary>The same for samples in ascending order.</summary>
    public static double OfSorted(ReadOnlySpan<double> sorted, double share)
    {
        if (sorted.IsEmpty)
            throw new ArgumentException("no sample has no quantile");
        var at = share * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
