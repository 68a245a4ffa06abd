// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Sets;

namespace Tengen.Conformance.Speed.Running;

/// <summary>
/// Measures one shape on every backend. A round takes one sample of each backend and one of its A/A twin, in an order that turns about from
/// round to round, so that what disturbs the machine meets all alike.
/// </summary>
/// <param name="item">The shape.</param>
/// <param name="targets">The backends.</param>
/// <param name="settings">How.</param>
/// <param name="slowdown">How much longer the neighbouring shape has to take on a backend.</param>
internal sealed class ItemRun(BenchItem item, IReadOnlyList<IBenchTarget> targets, BenchSettings settings, Func<IBenchTarget, double> slowdown)
{
    public IReadOnlyList<Track> Tracks { get; } = [.. targets.Select(target => new Track(target))];

    /// <summary>Takes every sample.</summary>
    public async Task Measure(CancellationToken cancellation)
    {
        foreach (var track in Tracks)
        {
            await Prepare(track, Track.Subject, item.Case, cancellation).ConfigureAwait(false);
            await Prepare(track, Track.Twin, item.Case, cancellation).ConfigureAwait(false);
        }
        await Rounds(settings.Rounds, Condition.Warm, cancellation).ConfigureAwait(false);
        await Check(cancellation).ConfigureAwait(false);
        await Rounds(BenchSettings.LeastRounds, Condition.Cold, cancellation).ConfigureAwait(false);
        await Check(cancellation).ConfigureAwait(false);
        foreach (var track in Tracks)
        {
            Suspect(track, await RepetitionProbe.Run(track, cancellation).ConfigureAwait(false));
            await Check(track, cancellation).ConfigureAwait(false);
            if (item.Near is { } near)
                Suspect(track, await NeighbourProbe.Run(track, near, item.Weights, settings, slowdown(track.Target), cancellation).ConfigureAwait(false));
        }
        foreach (var track in Tracks)
            await track.Try(target => target.Clear(cancellation)).ConfigureAwait(false);
    }

    private Task Prepare(Track track, int slot, string id, CancellationToken cancellation) => track.Try(async target =>
    {
        var batch = await target.Prepare(new PrepareRequest(slot, id, item.Weights, settings.BatchSeconds, item.Model), cancellation).ConfigureAwait(false);
        if (slot == Track.Subject)
            track.Batch = batch;
    });

    private async Task Rounds(int rounds, Condition condition, CancellationToken cancellation)
    {
        var order = Tracks.SelectMany(track => (IEnumerable<(Track, int)>)[(track, Track.Subject), (track, Track.Twin)]).ToList();
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (track, slot) in order)
                await track.Sample(slot, condition, condition == Condition.Cold ? round + 1 : 0, cancellation).ConfigureAwait(false);
            order.Reverse();
        }
    }

    private async Task Check(CancellationToken cancellation)
    {
        foreach (var track in Tracks)
            await Check(track, cancellation).ConfigureAwait(false);
    }

    private static Task Check(Track track, CancellationToken cancellation) =>
        track.Try(async target => track.Checks.Add(await target.Check(Track.Subject, cancellation).ConfigureAwait(false)));

    private static void Suspect(Track track, BenchFinding? finding)
    {
        if (finding is not null)
            track.Findings.Add(finding);
    }
}
