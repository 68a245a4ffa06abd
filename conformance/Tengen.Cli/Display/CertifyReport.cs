// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>The outcome of a run for a person: a table by operator, the first failures, the verdict and what to do next.</summary>
internal static class CertifyReport
{
    /// <summary>Kinds of bad cases, by operator and rule, of which one is told in full.</summary>
    public const int ShownFailures = 8;

    public static void Print(RecordedRun run, Summary summary)
    {
        Terminal.Data.Write(Operators(run.Results));
        var bad = run.Results.Where(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun).ToList();
        var kinds = bad.GroupBy(result => (CaseName.Of(result.Case).Family, result.Rule, result.Verdict)).ToList();
        foreach (var kind in kinds.Take(ShownFailures))
        {
            FailureText.Print(Terminal.Data, run.Header, kind.FirstOrDefault(result => result.Smallest is not null) ?? kind.First());
            if (kind.Count() > 1)
                Terminal.Data.WriteLine($"  ... and {kind.Count() - 1} more of {kind.Key.Family} like it");
        }
        if (kinds.Count > ShownFailures)
            Terminal.Data.WriteLine($"... and {kinds.Skip(ShownFailures).Sum(kind => kind.Count())} bad cases of {kinds.Count - ShownFailures} other kinds in {summary.Results}");
        NumericsReport.Print(run.Results, summary);
        if (summary.Profile is { } profile)
            ProfileReport.Print(profile);
        PrintVerdict(run, summary);
    }

    private static Table Operators(IReadOnlyList<CaseResult> results)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("operator", "cases", "pass", "unsupported", "vacuous", "bad", "worst err/bound");
        foreach (var column in table.Columns.Skip(1))
            column.RightAligned();
        foreach (var group in results.GroupBy(result => CaseName.Of(result.Case).Family).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var bad = group.Count(result => !result.Verdict.IsAcceptable());
            table.AddRow(
                Markup.Escape(group.Key),
                Count(group.Count()),
                Count(group.Count(result => result.Verdict == Verdict.Pass)),
                Count(group.Count(result => result.Verdict == Verdict.Unsupported)),
                Count(group.Count(result => result.Verdict == Verdict.Vacuous)),
                bad == 0 ? "0" : $"[red]{bad}[/]",
                group.Max(result => result.ErrOverBound) is { } worst ? worst.ToString("0.00", CultureInfo.InvariantCulture) : "-");
        }
        return table;
    }

    private static void PrintVerdict(RecordedRun run, Summary summary)
    {
        var counts = string.Join(", ", summary.Verdicts.Select(pair => $"{Count(pair.Value)} {pair.Key}"));
        Terminal.Data.WriteLine($"{Terminal.Printable(summary.Device)}, suite {summary.Suite}, ABI {summary.Abi}");
        Terminal.Data.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{summary.Planned} cases planned ({summary.PlanHash[..12]}), {counts}; {summary.Elements:N0} elements judged in {RunReport.Time(summary)}"));
        Terminal.Data.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"gates in force: {string.Join(", ", summary.Gates)}; worst err/bound {summary.WorstErrOverBound:0.000}; vacuous {summary.VacuousShare:P1} (cap {Summary.VacuousCap:P0})"));
        if (summary.Repeated is { } repeated)
            Terminal.Data.WriteLine(repeated.InWords());
        if (IncidentText.Of(summary) is { } incidents)
            Terminal.Data.WriteLine($"processes: {incidents}");
        var warned = run.Results.Where(result => result.Warnings is { Length: > 0 }).ToList();
        if (warned.Count > 0)
            Terminal.Data.WriteLine(Terminal.Printable($"obligations broken without a verdict in {Count(warned.Count)} cases, first {warned[0].Case}: {warned[0].Warnings![0]}"));
        RunReport.PrintWhere(summary);
        var headline = Headline.Of(run, summary);
        var colour = headline.State switch { RunState.Conformant => "green", RunState.NotConformant => "red", _ => "yellow" };
        Terminal.Data.MarkupLine($"[{colour}]{headline.Word}[/] {Markup.Escape(Terminal.Printable($"{headline.Text}. Next: {headline.Next}"))}");
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
