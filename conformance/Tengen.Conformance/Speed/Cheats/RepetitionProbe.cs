// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>
/// Whether results are cached: an execution on data that were just computed must not be much faster than one on fresh data. Inputs are
/// written before either, so that nothing else differs.
/// </summary>
internal static class RepetitionProbe
{
    /// <summary>Fresh over repeated above which results are remembered: nothing honest gains so much from data alone.</summary>
    private const double LargestRatio = 1.5;

    /// <summary>Above the numbers that cold samples use.</summary>
    private const int FirstFresh = 10_000;

    public static Task<BenchFinding?> Run(Track track, CancellationToken cancellation) => Suspicion.Confirmed(async attempt =>
    {
        var (repeated, fresh) = (new List<double>(), new List<double>());
        for (var round = 0; round < BenchSettings.ProbeRounds; round++)
        {
            var number = FirstFresh + 2 * (attempt * BenchSettings.ProbeRounds + round);
            await track.Sample(Track.Subject, Condition.Repeated, number, repeated, cancellation).ConfigureAwait(false);
            await track.Sample(Track.Subject, Condition.Fresh, number + 1, fresh, cancellation).ConfigureAwait(false);
        }
        return track.Outcome is null ? Judge([.. repeated], [.. fresh]) : null;
    });

    private static BenchFinding? Judge(double[] repeated, double[] fresh) => Bootstrap.Ratio(fresh, repeated) is { Low: > LargestRatio }
        ? SpeedRule.Repeated.Broken(string.Create(CultureInfo.InvariantCulture,
            $"fresh data take {Quantiles.Median(fresh) / Quantiles.Median(repeated):0.0} times as long as data that were just computed: results are remembered, and repeated timing measures the memory"))
        : null;
}
