// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>The outcome of official ONNX cases for a person: what failed, what is unsupported and why, how many pass.</summary>
internal static class OfficialReport
{
    private const int ShownFailures = 20;
    private const int ReasonWidth = 140;

    public static void Print(RecordedRun run, Summary summary)
    {
        var results = run.Results;
        var bad = results.Where(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun).ToList();
        foreach (var result in bad.Take(ShownFailures))
            FailureText.Print(Terminal.Data, run.Header, result);
        if (bad.Count > ShownFailures)
            Terminal.Data.WriteLine($"... and {bad.Count - ShownFailures} more in {summary.Results}");
        var reasons = results.Where(result => result.Verdict == Verdict.Unsupported).GroupBy(result => Terminal.Printable(result.Text ?? "")).OrderByDescending(group => group.Count());
        foreach (var reason in reasons)
            Terminal.Data.WriteLine($"unsupported {reason.Count(),5}  {(reason.Key.Length > ReasonWidth ? reason.Key[..ReasonWidth] : reason.Key)}");
        Terminal.Data.WriteLine($"{summary.Planned} official cases: {string.Join(", ", summary.Verdicts.Select(pair => $"{pair.Value} {pair.Key}"))} in {RunReport.Time(summary)}; within the computed tolerance {results.Count(result => result.Verdict == Verdict.Pass && result.ErrOverBound is not null)}, worst err/bound {summary.WorstErrOverBound:0.000}");
        if (summary.Repeated is { } repeated)
            Terminal.Data.WriteLine(repeated.InWords());
        RunReport.PrintWhere(summary);
    }
}
