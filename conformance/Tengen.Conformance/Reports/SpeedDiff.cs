// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Reports;

/// <summary>What changed from one benchmark to another: what <c>diff --json</c> writes of two of them.</summary>
/// <param name="Before">Results file of the earlier run.</param>
/// <param name="After">Results file of the later run.</param>
/// <param name="Notes">In what the runs are not alike.</param>
/// <param name="SameMachine">Processor and processors in use are the same; otherwise times are not compared.</param>
/// <param name="Common">Figures that both have.</param>
/// <param name="Inconclusive">Of these, those that are not conclusive in both, and so are compared in nothing but their outcome.</param>
/// <param name="Regressions">Changes for the worse.</param>
/// <param name="Changes">Every change, the worst kind first.</param>
public sealed record SpeedDiff(string Before, string After, IReadOnlyList<string> Notes, bool SameMachine, int Common, int Inconclusive, int Regressions, IReadOnlyList<SpeedChange> Changes)
{
    /// <summary>Change of a host's own peak beyond which the machine is said to have changed.</summary>
    private const double Drift = 0.1;

    /// <summary>Compares figures by backend, shape and condition; the one backend of either run with that of the other, whatever their names.</summary>
    public static SpeedDiff Of(BenchReport before, BenchReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var alone = before.Bench.Backends.Count == 1 && after.Bench.Backends.Count == 1;
        var same = before.Run.Environment.Cpu == after.Run.Environment.Cpu && Processors(before) == Processors(after);
        var (earlier, later) = (before.Results.ToDictionary(Key), after.Results.ToDictionary(Key));
        var common = later.Keys.Where(earlier.ContainsKey).ToList();
        var changes = common.Select(key => Change(earlier[key], later[key], same))
            .Concat(later.Where(entry => !earlier.ContainsKey(entry.Key) && !earlier.ContainsKey(Warm(entry.Key))).Select(entry => New(entry.Value)))
            .Concat(earlier.Where(entry => !later.ContainsKey(entry.Key) && !later.ContainsKey(Warm(entry.Key))).Select(entry => Lost(entry.Value)))
            .OfType<SpeedChange>().OrderBy(change => change.Kind).ThenByDescending(change => change.Ratio).ToList();
        var inconclusive = common.Count(key => earlier[key].Timing is { } was && later[key].Timing is { } now && !(was.Conclusive && now.Conclusive));
        return new SpeedDiff(before.Journal, after.Journal, [.. Differences(before, after, same)], same, common.Count, inconclusive, changes.Count(change => change.IsRegression), changes);

        (string, string, string) Key(BenchResult result) => (alone ? "" : result.Backend, result.Case, result.Condition);
    }

    /// <summary>What failed or was declined has a warm record only.</summary>
    private static (string, string, string) Warm((string Backend, string Case, string Condition) key) => (key.Backend, key.Case, "warm");

    private static SpeedChange? Change(BenchResult was, BenchResult now, bool sameMachine)
    {
        if (Standing(was) != Standing(now))
            return new SpeedChange(
                Standing(now) > Standing(was) ? ChangeKind.Worse : ChangeKind.Better, now.Backend, now.Case, now.Condition, was.Timing?.Median, now.Timing?.Median, null, $"{Word(was)} before, {Word(now)} after{(now.Text is { } text ? $": {text}" : "")}");
        if (!sameMachine || was.Timing is not { Conclusive: true } then || now.Timing is not { Conclusive: true } here)
            return null;
        return Beyond(then, here) ? Timed(ChangeKind.Slower, was, now) : Beyond(here, then) ? Timed(ChangeKind.Faster, was, now) : null;
    }

    /// <summary>The interval of the second lies above that of the first by more than a twin may differ.</summary>
    private static bool Beyond(Timing first, Timing second) => second.Low > first.High * (1 + Timing.Tightness);

    private static SpeedChange Timed(ChangeKind kind, BenchResult was, BenchResult now) => new(
        kind, now.Backend, now.Case, now.Condition, was.Timing!.Median, now.Timing!.Median, now.Timing.Median / was.Timing.Median,
        string.Create(CultureInfo.InvariantCulture, $"{Units.Seconds(was.Timing.Low)} .. {Units.Seconds(was.Timing.High)} before, {Units.Seconds(now.Timing.Low)} .. {Units.Seconds(now.Timing.High)} after"));

    private static SpeedChange New(BenchResult now) => new(ChangeKind.New, now.Backend, now.Case, now.Condition, null, now.Timing?.Median, null, Word(now));

    private static SpeedChange Lost(BenchResult was) => new(ChangeKind.Lost, was.Backend, was.Case, was.Condition, was.Timing?.Median, null, null, "not measured any more");

    private static int Standing(BenchResult result) => result switch
    {
        { IsClean: false } => 2,
        { Outcome: BenchResult.Declined } => 1,
        _ => 0,
    };

    private static string Word(BenchResult result) => result switch
    {
        { Outcome: BenchResult.Failed } => "failed",
        { ErrOverBound: > 1 } => "wrong",
        { IsClean: false } => "suspicious",
        _ => result.Outcome,
    };

    private static string Processors(BenchReport report) => report.Bench.Environment.Pinned ?? $"all {report.Run.Environment.Processors}";

    private static IEnumerable<string> Differences(BenchReport before, BenchReport after, bool same)
    {
        (string Name, string Was, string Now)[] members =
        [
            ("backends", Backends(before), Backends(after)),
            ("plugins", Plugins(before), Plugins(after)),
            ("devices", Devices(before), Devices(after)),
            ("model", before.Bench.ModelSha256 ?? "none", after.Bench.ModelSha256 ?? "none"),
            ("suite", before.Run.Suite, after.Run.Suite),
            ("version of the cases", $"{before.Run.CaseVersion}", $"{after.Run.CaseVersion}"),
            ("conditions", before.Run.Conditions.Trim(), after.Run.Conditions.Trim()),
            ("processor", before.Run.Environment.Cpu, after.Run.Environment.Cpu),
            ("processors in use", Processors(before), Processors(after)),
            ("governor", before.Bench.Environment.Governor ?? "not told", after.Bench.Environment.Governor ?? "not told"),
            ("runtime", before.Run.Environment.Runtime, after.Run.Environment.Runtime),
        ];
        foreach (var (name, then, here) in members)
            if (then != here)
                yield return $"{name}: '{PlainText.Of(then)}' before, '{PlainText.Of(here)}' after";
        foreach (var peak in before.Bench.Host.Arithmetic)
            if (after.Bench.Host.Arithmetic.FirstOrDefault(other => other.Type == peak.Type) is { } now && Math.Abs(now.OperationsPerSecond / peak.OperationsPerSecond - 1) > Drift)
                yield return Drifted(peak, now);
        if (!same)
            yield return "the machines differ: outcomes are compared, times are not";
    }

    private static string Drifted(ArithmeticPeak was, ArithmeticPeak now) =>
        $"the host's own {was.Type} peak: {Units.Rate(was.OperationsPerSecond, "op/s")} before, {Units.Rate(now.OperationsPerSecond, "op/s")} after: the machine itself was not as fast in both";

    private static string Backends(BenchReport report) => string.Join(' ', report.Bench.Backends.Select(backend => backend.Name));

    private static string Plugins(BenchReport report) => string.Join(' ', report.Bench.Backends.Select(backend => backend.Sha256[..12]));

    private static string Devices(BenchReport report) => string.Join(" | ", report.Bench.Backends.Select(backend => backend.Device));
}

/// <summary>What changed about a figure.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Backend">Its name in the later run.</param>
/// <param name="Case">Case id of the shape.</param>
/// <param name="Condition"><c>warm</c> or <c>cold</c>.</param>
/// <param name="Before">Median seconds of the earlier run; null when it has none.</param>
/// <param name="After">Median seconds of the later run; null when it has none.</param>
/// <param name="Ratio">After over before; null where times were not compared.</param>
/// <param name="Text">In words.</param>
public sealed record SpeedChange(ChangeKind Kind, string Backend, string Case, string Condition, double? Before, double? After, double? Ratio, string Text)
{
    public bool IsRegression => Kind.IsRegression();
}
