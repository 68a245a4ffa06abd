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
/// <param name="backendOf">What is known of a backend.</param>
internal sealed class ItemRun(BenchItem item, IReadOnlyList<IBenchTarget> targets, BenchSettings settings, Func<IBenchTarget, double> slowdown, Func<IBenchTarget, BenchBackend> backendOf)
{
    public IReadOnlyList<Track> Tracks { get; } = [.. targets.Select(target => new Track(target))];

    private IEnumerable<Track> Unsteady => Tracks.Where(track => track is { Outcome: null, Steady.Fault: not null });

    /// <summary>Takes every sample.</summary>
    public async Task Measure(CancellationToken cancellation)
    {
        foreach (var track in Tracks)
        {
            await Prepare(track, Track.Subject, cancellation).ConfigureAwait(false);
            await Prepare(track, Track.Twin, cancellation).ConfigureAwait(false);
        }
        await Sample(1, cancellation).ConfigureAwait(false);
        for (var attempt = 2; attempt <= BenchSettings.MostAttempts && Unsteady.Any(); attempt++)
        {
            foreach (var track in Tracks)
            {
                track.Forget();
                await track.WarmUp(Track.Subject, cancellation).ConfigureAwait(false);
                await track.WarmUp(Track.Twin, cancellation).ConfigureAwait(false);
            }
            await Sample(attempt, cancellation).ConfigureAwait(false);
        }
        foreach (var track in Unsteady)
            track.Findings.Add(SpeedRule.Steady.Broken(track.Steady!.Value.Fault!));
        foreach (var track in Tracks)
        {
            Suspect(track, await RepetitionProbe.Run(track, cancellation).ConfigureAwait(false));
            await Check(track, cancellation).ConfigureAwait(false);
            Suspect(track, await UseProbe.Run(track, backendOf(track.Target).LaunchFloor, cancellation).ConfigureAwait(false));
            await Check(track, cancellation).ConfigureAwait(false);
            if (item.Near is { } near)
                Suspect(track, await NeighbourProbe.Run(track, near, item.Weights, settings, slowdown(track.Target), cancellation).ConfigureAwait(false));
        }
        foreach (var track in Tracks)
            await track.Try(target => target.Clear(cancellation)).ConfigureAwait(false);
    }

    private Task Prepare(Track track, int slot, CancellationToken cancellation) =>
        track.Prepare(new PrepareRequest(slot, item.Case, item.Weights, settings.BatchSeconds, item.Model), cancellation);

    private async Task Sample(int attempt, CancellationToken cancellation)
    {
        await Rounds(Condition.Warm, settings.WarmRounds, cancellation).ConfigureAwait(false);
        await Check(cancellation).ConfigureAwait(false);
        await Rounds(Condition.Cold, settings.ColdRounds, cancellation).ConfigureAwait(false);
        await Check(cancellation).ConfigureAwait(false);
        foreach (var track in Tracks.Where(track => track.Outcome is null))
            track.Steady = Steadiness.Of(track, attempt);
    }

    /// <summary>Takes as many rounds as the plan says, or more where its series ask for them.</summary>
    private async Task Rounds(Condition condition, SamplePlan plan, CancellationToken cancellation)
    {
        var rounds = 0;
        for (int? target = plan.Least; target is { } more; target = plan.Next(more, Tracks.Where(track => track.Outcome is null).SelectMany(track => track.Series(condition))))
            rounds = await Rounds(rounds, more, condition, cancellation).ConfigureAwait(false);
    }

    private async Task<int> Rounds(int done, int target, Condition condition, CancellationToken cancellation)
    {
        var order = Tracks.SelectMany(track => (IEnumerable<(Track, int)>)[(track, Track.Subject), (track, Track.Twin)]).ToList();
        for (var round = done; round < target; round++)
        {
            foreach (var (track, slot) in order)
                await track.Sample(slot, condition, condition == Condition.Cold ? round + 1 : 0, cancellation).ConfigureAwait(false);
            order.Reverse();
        }
        return target;
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
