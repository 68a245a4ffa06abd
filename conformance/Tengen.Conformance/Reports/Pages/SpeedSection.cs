// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Plots;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Tiers;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>What a benchmark measured: what casts doubt on it, the roof of every backend, backends against each other, and every figure with its conditions.</summary>
internal static class SpeedSection
{
    /// <param name="html">The page.</param>
    /// <param name="report">The benchmark.</param>
    /// <param name="anchor">Of the section.</param>
    /// <param name="certified">The pins of the run that the page is about; null when it has none, or there is no such run.</param>
    public static void Write(HtmlWriter html, BenchReport report, string anchor, RunPins? certified) => html.Element("section", () =>
    {
        html.Text("h2", $"Speed of {Names(report)}");
        html.Figures(Figures(report));
        html.Text("p", $"A figure is the time of one execution of a one-node program, submission to completion; score is the least time that the machine allows over the time it took.");
        foreach (var backend in report.Bench.Backends)
            html.Text("p", $"Speed tier of {backend.Name}: {new SpeedTiers(report, backend).Text}.");
        Doubts(html, report, certified);
        foreach (var backend in report.Bench.Backends)
            html.Drawing(RooflinePlot.Draw(report, backend), $"Roofline of {backend.Name}: a mark a shape, operations a second over operations a byte; the lines are the peaks of its machine");
        if (report.Ratios.Count > 0)
        {
            html.Text("h3", "Backends against each other");
            html.Text("p", "Ratios of medians of one run, with the interval over whole rounds; what loses stands first. A dashed line is not conclusive.");
            html.Drawing(RatioPlot.Draw(report), $"Time of {report.Bench.Baseline} over time of each backend, by shape");
            SpeedTables.Ratios(html, report);
        }
        SpeedTables.Figures(html, report);
        SpeedTables.Conditions(html, report);
    }, ("id", anchor));

    public static string Names(BenchReport report) => string.Join(", ", report.Bench.Backends.Select(backend => backend.Name));

    /// <summary>What was measured, in a few figures.</summary>
    public static IEnumerable<(string Name, string Value)> Figures(BenchReport report)
    {
        var timed = report.Results.Where(result => result.Timing is not null).ToList();
        yield return ("shapes", PageText.Number(report.Run.Planned));
        yield return ("conclusive figures", $"{PageText.Number(timed.Count(result => result.Timing!.Conclusive))} of {PageText.Number(timed.Count)}");
        yield return ("timed outputs judged", PageText.Plural(report.Results.Where(result => result.Condition == "warm").Sum(result => result.Judged), "element"));
        yield return ("worst err/bound", PageText.Ratio(report.Results.Max(result => result.ErrOverBound)));
        yield return ("processor", report.Run.Environment.Cpu);
        yield return ("begun", PageText.Time(report.Run.Started));
    }

    private static void Doubts(HtmlWriter html, BenchReport report, RunPins? certified)
    {
        var doubts = Doubtful(report, certified).ToList();
        html.Text("p", doubts.Count == 0 ? "Nothing casts doubt on it. Every shape was probed for:" : "What casts doubt on it:", ("class", doubts.Count == 0 ? null : "doubt"));
        if (doubts.Count > 0)
            List(html, doubts);
        if (report.Results.Where(result => result.Outcome == BenchResult.Declined).ToList() is { Count: > 0 } declined)
            html.Element("details", () =>
            {
                html.Text("summary", $"{PageText.Plural(declined.Count, "pair")} of shape and backend declined");
                List(html, declined.Select(result => $"{result.Backend} {result.Case}: {result.Text}"));
            });
        html.Element("details", () =>
        {
            html.Text("summary", $"{PageText.Plural(SpeedRule.All.Count, "rule")} that a figure must not break");
            List(html, SpeedRule.All.Select(rule => $"{rule.Name}: {rule.Rule}"));
        });
    }

    private static void List(HtmlWriter html, IEnumerable<string> lines) => html.Element("ul", () =>
    {
        foreach (var line in lines)
            html.Text("li", line);
    });

    private static IEnumerable<string> Doubtful(BenchReport report, RunPins? certified)
    {
        foreach (var result in report.Results)
            foreach (var finding in result.Findings)
                yield return $"{(finding.Suspicious ? "suspicious" : "no claim")}: {result.Backend} {result.Case}: {finding.Rule}: {finding.Text}";
        foreach (var result in report.Results.Where(result => result.ErrOverBound > 1))
            yield return $"wrong: {result.Backend} {result.Case}, {result.Condition}: err/bound {PageText.Ratio(result.ErrOverBound)} in its timed outputs; no speed is claimed for wrong results";
        foreach (var result in report.Results.Where(result => result.Timing is null && result.Outcome != BenchResult.Declined))
            yield return $"{result.Outcome}: {result.Backend} {result.Case}: {result.Text}";
        if (report.Missing > 0)
            yield return $"{PageText.Plural(report.Missing, "pair")} of shape and backend not reached: the run was interrupted";
        if (report.Noisy)
            yield return "more than half of the warm figures are inconclusive: something else used the machine; trust ratios only";
        foreach (var backend in report.Bench.Backends.Where(backend => backend.Simulated))
            yield return $"{backend.Name} simulates: its speed means nothing, it says";
        if (certified?.PluginSha256 is { } plugin && report.Bench.Backends.All(backend => backend.Sha256 != plugin))
            yield return "none of the plugins that were measured is the file that was certified: their digests differ";
        foreach (var layer in report.Run.Layers)
            yield return $"the layer {layer} stood between suite and backend";
    }
}
