// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>
/// What changed from one run to another: what <c>diff --json</c> writes. Only cases that both planned can regress; a case that one of them did
/// not plan is listed, and the plans are said to differ.
/// </summary>
/// <param name="Before">Results file of the earlier run.</param>
/// <param name="After">Results file of the later run.</param>
/// <param name="Factor">By how much an err/bound may grow.</param>
/// <param name="Notes">In what the runs are not alike: plan, suite, device, conditions.</param>
/// <param name="Common">Cases that both planned.</param>
/// <param name="Regressions">Changes for the worse.</param>
/// <param name="Changes">Every change, the worst kind first, then in the order of the plans.</param>
public sealed record RunDiff(string Before, string After, double Factor, IReadOnlyList<string> Notes, int Common, int Regressions, IReadOnlyList<CaseChange> Changes)
{
    /// <summary>By how much an err/bound may grow when nobody says.</summary>
    public const double DefaultFactor = 2;

    /// <summary>An err/bound below counts as this much: growth far below the bound means nothing.</summary>
    public const double LeastRatio = 0.05;

    public static RunDiff Of(RecordedRun before, RecordedRun after, double factor = DefaultFactor)
    {
        var (earlier, later) = (before.Results.ToDictionary(result => result.Case), after.Results.ToDictionary(result => result.Case));
        var sameData = SameData(before.Header, after.Header);
        var changes = after.Results.Select(now => earlier.TryGetValue(now.Case, out var was) ? Change(was, now, sameData ? factor : double.PositiveInfinity) : New(now))
            .Concat(before.Results.Where(was => !later.ContainsKey(was.Case)).Select(Lost))
            .OfType<CaseChange>().OrderBy(change => change.Kind).ToList();
        return new RunDiff(
            before.Path, after.Path, factor, [.. Differences(before, after)], earlier.Keys.Count(later.ContainsKey), changes.Count(change => change.IsRegression), changes);
    }

    private static CaseChange? Change(CaseResult was, CaseResult now, double factor)
    {
        if (was.Verdict != now.Verdict)
            return new CaseChange(Compare(was.Verdict, now.Verdict), now.Case, was.Verdict.Name(), now.Verdict.Name(), was.ErrOverBound, now.ErrOverBound, CaseSentence.Short(now));
        return was.ErrOverBound is { } low && now.ErrOverBound is { } high && now.Verdict.IsAcceptable() && high > factor * Math.Max(low, LeastRatio)
            ? new CaseChange(ChangeKind.Looser, now.Case, was.Verdict.Name(), now.Verdict.Name(), low, high,
                string.Create(CultureInfo.InvariantCulture, $"err/bound grew from {low:0.###} to {high:0.###}, more than {factor:0.###} times"))
            : null;
    }

    private static CaseChange New(CaseResult now) => new(ChangeKind.New, now.Case, null, now.Verdict.Name(), null, now.ErrOverBound, CaseSentence.Short(now));

    private static CaseChange Lost(CaseResult was) => new(ChangeKind.Lost, was.Case, was.Verdict.Name(), null, was.ErrOverBound, null, "not planned any more");

    private static ChangeKind Compare(Verdict was, Verdict now) => Standing(now).CompareTo(Standing(was)) switch
    {
        > 0 => ChangeKind.Worse,
        < 0 => ChangeKind.Better,
        _ => ChangeKind.Other,
    };

    private static int Standing(Verdict verdict) => verdict switch
    {
        Verdict.Pass => 0,
        Verdict.Vacuous or Verdict.Unsupported => 1,
        _ => 2,
    };

    private static bool SameData(RunHeader before, RunHeader after) => before.Nonce == after.Nonce && before.CaseVersion == after.CaseVersion;

    private static IEnumerable<string> Differences(RecordedRun before, RecordedRun after)
    {
        var (was, now) = (before.Header, after.Header);
        (string Name, string Was, string Now)[] members =
        [
            ("plan", was.PlanHash[..12], now.PlanHash[..12]),
            ("suite", was.Suite, now.Suite),
            ("version of the cases", $"{was.CaseVersion}", $"{now.CaseVersion}"),
            ("ABI", was.Abi, now.Abi),
            ("nonce", was.Nonce, now.Nonce),
            ("profile", was.Profile ?? "none", now.Profile ?? "none"),
            ("backend", was.Backend, now.Backend),
            ("device", before.Device, after.Device),
            ("conditions", was.Conditions.Trim(), now.Conditions.Trim()),
            ("gates in force", Gates(before), Gates(after)),
        ];
        foreach (var (name, then, here) in members)
            if (then != here)
                yield return $"{name}: '{PlainText.Of(then)}' before, '{PlainText.Of(here)}' after";
        if (!SameData(was, now))
            yield return "the cases had other data: verdicts are compared, err/bound is not";
        foreach (var (run, word) in ((RecordedRun, string)[])[(before, "before"), (after, "after")])
            if (run.End is null)
                yield return $"the run {word} has no end: it was killed, or goes on";
    }

    private static string Gates(RecordedRun run) => string.Join(' ', run.Results.SelectMany(result => result.Gates).Distinct().Order(StringComparer.Ordinal));
}

/// <summary>What changed about a case.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="Case">Its id.</param>
/// <param name="Before">Its verdict in the earlier run; null when it was not planned there.</param>
/// <param name="After">Its verdict in the later run; null when it was not planned there.</param>
/// <param name="ErrOverBoundBefore">Its err/bound in the earlier run.</param>
/// <param name="ErrOverBoundAfter">Its err/bound in the later run.</param>
/// <param name="Text">The later run's sentence.</param>
public sealed record CaseChange(ChangeKind Kind, string Case, string? Before, string? After, double? ErrOverBoundBefore, double? ErrOverBoundAfter, string Text)
{
    public bool IsRegression => Kind.IsRegression();
}
