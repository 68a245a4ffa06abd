// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Spectre.Console;
using Tengen.Cli.Backends;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Networks;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen certify reference --onnx-cases DIR</c>: the oracle against official ONNX cases.</summary>
internal static class OnnxCertification
{
    public static async Task<int> Run(string backend, DirectoryInfo folder, string? results, string? json, CancellationToken cancellation)
    {
        if (backend != BackendLocator.Reference)
            throw new UsageException("--onnx-cases goes with 'reference': official cases judge the oracle, the oracle judges backends");
        if (!folder.Exists)
            throw new UsageException($"there is no folder '{folder.FullName}'");
        var cases = OnnxCases.Find(folder.FullName);
        if (cases.Count == 0)
        {
            Terminal.Error($"'{folder.FullName}' holds no case: no model.onnx below it", "extract the official cases there, one folder a case");
            return (int)ExitCode.NothingSelected;
        }
        using var output = JsonOutput.Open(json);
        using var journal = new Journal(Path.Combine(results ?? ResultsFolder.New(backend), "results.jsonl"));
        var plan = new CasePlan(cases.Select(path => Path.GetFileName(path)));
        var display = new RunDisplay(cases.Count);
        var clock = Stopwatch.StartNew();
        var judged = await display.Show(() => Task.Run(() => Judge(cases, journal, display, cancellation), cancellation));
        var summary = Summary.Of(backend, "the oracle, in double", SuiteVersion.Suite, SuiteVersion.Abi, new WorkerSettings(backend, 0, new Dictionary<string, string>(), "", []), plan, judged, clock.Elapsed, journal.Path);
        output?.Write(summary);
        if (json != JsonOutput.StandardOutput)
            Print(summary, judged);
        return (int)(judged.Any(result => result.Verdict == Verdict.NotRun) ? ExitCode.Incomplete : summary.Conformant ? ExitCode.Conformant : ExitCode.ConformanceFailures);
    }

    private static List<CaseResult> Judge(IReadOnlyList<string> cases, Journal journal, RunDisplay display, CancellationToken cancellation)
    {
        display.Opened("the oracle");
        var results = new List<CaseResult>();
        foreach (var path in cases)
        {
            if (cancellation.IsCancellationRequested)
            {
                results.Add(new CaseResult { Case = Path.GetFileName(path), Verdict = Verdict.NotRun });
                continue;
            }
            var result = OnnxCases.Judge(path);
            journal.Append(new JournalRecord { Result = result });
            display.Judged(result);
            results.Add(result);
        }
        return results;
    }

    private static void Print(Summary summary, List<CaseResult> results)
    {
        foreach (var result in results.Where(result => result.Verdict == Verdict.Fail))
            Terminal.Data.WriteLine($"fail {result.Case}: {result.Rule}: {Terminal.Printable(result.Text ?? "")}");
        var reasons = results.Where(result => result.Verdict == Verdict.Unsupported).GroupBy(result => Terminal.Printable(result.Text ?? "")).OrderByDescending(group => group.Count());
        foreach (var reason in reasons)
            Terminal.Data.WriteLine($"unsupported {reason.Count(),5}  {(reason.Key.Length > 100 ? reason.Key[..100] : reason.Key)}");
        Terminal.Data.WriteLine($"{summary.Planned} official cases: {string.Join(", ", summary.Verdicts.Select(pair => $"{pair.Value} {pair.Key}"))} in {summary.Seconds:0.0} s; within the computed tolerance {results.Count(result => result.Verdict == Verdict.Pass && result.ErrOverBound is not null)}, worst err/bound {summary.WorstErrOverBound:0.000}");
        Terminal.Data.WriteLine($"every case: {summary.Results}");
    }
}
