// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Globalization;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Tiers;

/// <summary>
/// Whether the records of a benchmark agree with each other and with the suite: work is counted again, limits, scores and conclusiveness are computed again. Samples are
/// not kept, so that medians and intervals stay the word of whoever measured.
/// </summary>
public static class FigureCheck
{
    private static readonly ConcurrentDictionary<string, Work> Counted = new(StringComparer.Ordinal);
    private const string Next = "run the benchmark again: the file was changed, or written by another suite";

    /// <summary>The first figure of a backend that does not hold.</summary>
    public static TierObstacle? Find(BenchReport report, BenchBackend backend)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(backend);
        var figures = report.Results.Where(result => result.Backend == backend.Name).ToList();
        if (figures.GroupBy(figure => (figure.Case, figure.Condition)).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Broken(twice.First(), "it is there more than once");
        foreach (var pair in figures.GroupBy(figure => (figure.Case, figure.Set)))
        {
            if (!pair.Select(figure => figure.Condition).SequenceEqual(["warm", "cold"]))
                return Broken(pair.First(), "a shape has a warm figure and a cold one");
            if (BenchSet.All.FirstOrDefault(item => (item.Case, item.Set) == pair.Key) is not { } item)
                return Broken(pair.First(), $"the suite has no such shape in {pair.Key.Set}");
            var work = Counted.GetOrAdd(item.Case, _ => Work.Of(item));
            foreach (var figure in pair)
                if (Fault(figure, work, report.Bench, backend) is { } fault)
                    return Broken(figure, fault);
        }
        return null;
    }

    private static TierObstacle Broken(BenchResult figure, string text) => new($"{figure.Case}, {figure.Condition}", "tier.figure", text, Next);

    private static string? Fault(BenchResult figure, Work work, BenchRun bench, BenchBackend backend)
    {
        if (figure is not { Timing: { } timing, Roofline: { } limit, Steady: { } steady, ErrOverBound: not null, Judged: > 0 })
            return "it was measured, and has no time, no limit, no warm-up or no judged outputs";
        var again = Roofline.Of(work, backend.Peaks ?? bench.Host, figure.Condition == "cold", backend.LaunchFloor, timing.Median);
        if (again != limit)
            return string.Create(CultureInfo.InvariantCulture, $"work, peaks and median give {again.Operations} operations, {again.Bytes} bytes, limit {again.Seconds:R} s, score {again.Score:R}; the file says {limit.Operations}, {limit.Bytes}, {limit.Seconds:R} s, {limit.Score:R}");
        if (timing.Samples < BenchSettings.LeastRounds || !new Interval(timing.Low, timing.High).Contains(timing.Median))
            return string.Create(CultureInfo.InvariantCulture, $"{timing.Samples} samples with the median {timing.Median:R} s in {timing.Low:R} .. {timing.High:R} s: at least {BenchSettings.LeastRounds}, and a median inside");
        if (steady.Reached && !(steady.WarmUp.Reached && steady.Twin.Reached))
            return "its state is called steady, and a warm-up says otherwise";
        if (figure.Condition == "warm" && steady.Reached == figure.Findings.Any(finding => finding.Rule == SpeedRule.Steady.Name))
            return $"its state is called {(steady.Reached ? "" : "un")}steady, and its findings say otherwise";
        return timing.Conclusive == Timing.IsConclusive(timing.Median, timing.Low, timing.High, timing.Twin, steady.Reached) ? null : $"interval, twin and warm-up make it {(timing.Conclusive ? "in" : "")}conclusive, the file says otherwise";
    }
}
