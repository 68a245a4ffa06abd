// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Running;

/// <summary>
/// How many samples are taken: a least number, then twice as many each time, until the interval of every median is narrow enough or as many more would
/// cost too much. Only the widths of intervals are asked, never medians, never how a twin agrees: where a series stops does not depend on what it says.
/// Source: Chow and Robbins 1965, on intervals of fixed width.
/// </summary>
/// <param name="Least">Samples of a series at least.</param>
/// <param name="Most">Samples of a series at most.</param>
/// <param name="MaxSeconds">Seconds that they may last together beyond the least number.</param>
public sealed record SamplePlan(int Least, int Most, double MaxSeconds)
{
    /// <param name="taken">Samples of every series so far.</param>
    /// <param name="series">The samples, each with the executions behind it, so that their product is what a sample lasted.</param>
    /// <returns>How many there should be; null when those taken are enough.</returns>
    public int? Next(int taken, IEnumerable<(List<double> Samples, int Batch)> series)
    {
        var all = series.ToList();
        var next = 2 * taken;
        return next > Most || all.Exists(one => 2 * one.Batch * one.Samples.Sum() > MaxSeconds) || all.TrueForAll(one => IsNarrow(CollectionsMarshal.AsSpan(one.Samples))) ? null : next;
    }

    private static bool IsNarrow(ReadOnlySpan<double> samples) => Bootstrap.Median(samples).Width <= Timing.Tightness * Quantiles.Median(samples);
}
