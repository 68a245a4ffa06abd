// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Running;

/// <summary>Measures shapes one after another, on all backends at a time.</summary>
/// <param name="targets">The backends, each with its record in <paramref name="run"/>.</param>
/// <param name="run">What the figures are held against.</param>
/// <param name="settings">How.</param>
/// <param name="take">Called with the records of each shape as soon as it is through.</param>
public sealed class BenchRunner(IReadOnlyList<IBenchTarget> targets, BenchRun run, BenchSettings settings, Action<IReadOnlyList<BenchResult>, IReadOnlyList<BenchRatio>> take)
{
    /// <exception cref="OperationCanceledException">Interrupted; what was taken stays.</exception>
    public async Task Run(IReadOnlyList<BenchItem> items, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(items);
        foreach (var item in items)
        {
            var work = Work.Of(item);
            var near = item.Near is { } neighbour ? Work.Of(neighbour) : work;
            var measured = new ItemRun(item, targets, settings, target => Slowdown(target, work, near), BackendOf);
            await measured.Measure(cancellation).ConfigureAwait(false);
            take(
                [.. measured.Tracks.SelectMany(track => track.Outcome is null ? [Result(item, track, work, Condition.Warm), Result(item, track, work, Condition.Cold)] : (BenchResult[])[Ended(item, track)])],
                [.. Ratios(item, measured.Tracks, Condition.Warm), .. Ratios(item, measured.Tracks, Condition.Cold)]);
        }
    }

    private static BenchResult Ended(BenchItem item, Track track) => new()
    {
        Backend = track.Target.Name,
        Case = item.Case,
        Set = item.Set,
        Condition = Name(Condition.Warm),
        Outcome = track.Outcome!,
        Text = track.Text,
    };

    private BenchResult Result(BenchItem item, Track track, Work work, Condition condition)
    {
        var (backend, warm) = (BackendOf(track.Target), condition == Condition.Warm);
        var steady = track.Steady!.Value.State;
        var timing = Timing.Of(track[Track.Subject, condition], track[Track.Twin, condition], steady.Reached);
        var limit = LimitOf(backend, work, !warm, timing.Median);
        return new BenchResult
        {
            Backend = backend.Name,
            Case = item.Case,
            Set = item.Set,
            Condition = Name(condition),
            Outcome = BenchResult.Measured,
            Text = timing.Conclusive ? null : string.Join(", ", track.Steady!.Value.Fault is { } fault ? timing.Doubts.Prepend(fault) : timing.Doubts),
            Timing = timing,
            Steady = steady,
            Batch = warm ? track.Batch : 1,
            Roofline = limit,
            Busy = warm ? Quantiles.Median([.. track.Busy]) : null,
            Findings = warm
                ? [.. track.Findings, .. ((BenchFinding?[])[Claims.Sleeps(backend.Kind, Quantiles.Median([.. track.Busy])), Claims.Impossible(limit, timing)]).OfType<BenchFinding>()]
                : [],
            ErrOverBound = track.Checks.Max(check => check.ErrOverBound),
            Judged = track.Checks.Sum(check => check.Elements),
        };
    }

    private IEnumerable<BenchRatio> Ratios(BenchItem item, IReadOnlyList<Track> tracks, Condition condition)
    {
        if (tracks.FirstOrDefault(track => track.Target.Name == run.Baseline) is not { Outcome: null } baseline)
            yield break;
        foreach (var track in tracks.Where(track => track != baseline && track.Outcome is null))
        {
            var (above, below) = (baseline[Track.Subject, condition].ToArray(), track[Track.Subject, condition].ToArray());
            var (ratio, interval) = (Quantiles.Median(above) / Quantiles.Median(below), Bootstrap.Ratio(above, below));
            yield return new BenchRatio(item.Case, Name(condition), track.Target.Name, baseline.Target.Name, ratio, interval.Low, interval.High, interval.Width <= Timing.Tightness * ratio && baseline.Steady!.Value.State.Reached && track.Steady!.Value.State.Reached);
        }
    }

    private BenchBackend BackendOf(IBenchTarget target) => run.Backends.Single(backend => backend.Name == target.Name);

    private Roofline LimitOf(BenchBackend backend, Work work, bool cold, double median) => Roofline.Of(work, backend.Peaks ?? run.Host, cold, backend.LaunchFloor, median);

    /// <summary>What the neighbour's size explains; operations of integer neighbours are not counted, so never below 1.</summary>
    private double Slowdown(IBenchTarget target, Work work, Work near) =>
        Math.Max(1, LimitOf(BackendOf(target), near, cold: false, 1).Seconds / LimitOf(BackendOf(target), work, cold: false, 1).Seconds);

    private static string Name(Condition condition) => condition.ToString().ToLowerInvariant();
}
