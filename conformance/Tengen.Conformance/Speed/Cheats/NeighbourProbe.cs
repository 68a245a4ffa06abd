// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>Whether the benchmark's shapes are recognised: a neighbouring shape must not be much slower than its larger limit explains.</summary>
internal static class NeighbourProbe
{
    /// <summary>Slowdown beyond that of the limits above which a shape is recognised: tails and tiles explain less.</summary>
    private const double LargestRatio = 2;

    /// <param name="track">The backend, with the shape in its slot.</param>
    /// <param name="neighbour">Case id of the neighbouring shape.</param>
    /// <param name="weights">Positions of inputs that are constants.</param>
    /// <param name="settings">How samples are taken.</param>
    /// <param name="slowdown">How much longer the neighbour's limit is.</param>
    /// <param name="cancellation">Interrupts.</param>
    public static async Task<BenchFinding?> Run(Track track, string neighbour, IReadOnlyList<int> weights, BenchSettings settings, double slowdown, CancellationToken cancellation)
    {
        BenchFinding? unseen = null;
        await track.Try(async target =>
        {
            try
            {
                var prepared = await target.Prepare(new PrepareRequest(Track.Near, neighbour, weights, settings.BatchSeconds), cancellation).ConfigureAwait(false);
                if (!prepared.WarmUp.Reached)
                    unseen = Unseen($"{Steadiness.Unsettled($"the neighbouring shape {neighbour}", prepared.WarmUp)}");
            }
            catch (DeclinedException e)
            {
                unseen = Unseen($"the neighbouring shape {neighbour} is declined ({e.Message})");
            }
        }).ConfigureAwait(false);
        return unseen ?? await Suspicion.Confirmed(async _ =>
        {
            var (shape, near) = (new List<double>(), new List<double>());
            for (var round = 0; round < BenchSettings.ProbeRounds; round++)
            {
                await track.Sample(Track.Subject, Condition.Warm, 0, shape, cancellation).ConfigureAwait(false);
                await track.Sample(Track.Near, Condition.Warm, 0, near, cancellation).ConfigureAwait(false);
            }
            return track.Outcome is null ? Judge([.. shape], [.. near], slowdown, neighbour) : null;
        }).ConfigureAwait(false);
    }

    private static BenchFinding Unseen(string why) => new(SpeedRule.Shape.Name, $"{why}: how general the figure is cannot be seen", Suspicious: false);

    private static BenchFinding? Judge(double[] shape, double[] near, double slowdown, string neighbour) => Bootstrap.Ratio(near, shape).Low > LargestRatio * slowdown
        ? SpeedRule.Shape.Broken(string.Create(CultureInfo.InvariantCulture,
            $"the neighbouring shape {neighbour} takes {Quantiles.Median(near) / Quantiles.Median(shape):0.0} times as long, {slowdown:0.0} times is explained by its size: the shape of the benchmark is recognised"))
        : null;
}
