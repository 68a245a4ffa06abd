// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Speed.Tiers;

/// <summary>
/// How near a backend comes to its roof over one whole set of shapes, as a letter: by the geometric mean of its scores, a factor of two from letter to letter but for
/// the best, so that a repetition on the same machine seldom moves it.
/// </summary>
public static class SpeedTier
{
    /// <summary>Letters with the least mean of each, best first.</summary>
    public static IReadOnlyList<(string Letter, double Least)> All { get; } = [("A", 0.75), ("B", 0.5), ("C", 0.25), ("D", 0.125), ("E", 0)];

    public static string Of(double mean) => All.First(tier => mean >= tier.Least).Letter;

    /// <summary>
    /// What a warm figure counts for. The launch floor is left out of t_min: the device's own smallest program sets it. What lies above the roof counts as 1:
    /// nobody is nearer to a roof than at it. A figure that is not conclusive counts as the upper end of its interval: nobody gains by shapes that cannot be timed.
    /// </summary>
    /// <param name="figure">Was measured.</param>
    public static double Score(BenchResult figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        var (limit, timing) = (figure.Roofline!, figure.Timing!);
        return Math.Min(1, Math.Max(limit.Operations / limit.PeakOperations ?? 0, limit.Bytes / limit.PeakBytes ?? 0) / (timing.Conclusive ? timing.Median : timing.High));
    }
}
