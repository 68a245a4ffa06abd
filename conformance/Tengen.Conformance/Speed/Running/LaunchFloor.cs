// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Running;

/// <summary>What a launch costs at least: the median time of the smallest program that a device claims.</summary>
public static class LaunchFloor
{
    /// <summary>One element each; the first one that is claimed counts.</summary>
    public static readonly string[] Cases = ["Relu/f32/x=1/uniform", "Add/f32/a=1,b=1/uniform", "Identity/f32/x=1/uniform", "MatMul/f32/a=1x1,b=1x1/uniform"];

    /// <returns>Null when none is claimed, the backend fails on all, or none reaches a steady state: a floor that is too high would raise scores.</returns>
    public static async Task<(double Seconds, string Case)?> Measure(IBenchTarget target, BenchSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        foreach (var id in Cases)
        {
            var track = new Track(target);
            await track.Prepare(new PrepareRequest(Track.Subject, id, [], settings.BatchSeconds), cancellation).ConfigureAwait(false);
            for (var round = 0; round < BenchSettings.LeastRounds; round++)
                await track.Sample(Track.Subject, Condition.Warm, 0, cancellation).ConfigureAwait(false);
            await track.Try(asked => asked.Clear(cancellation)).ConfigureAwait(false);
            if (track is { Outcome: null } && track.WarmUps[Track.Subject].Reached)
                return (Quantiles.Median(track[Track.Subject, Condition.Warm]), id);
        }
        return null;
    }
}
