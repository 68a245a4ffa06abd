// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>The tables of a benchmark: every comparison, every figure, and what they were taken under.</summary>
internal static class SpeedTables
{
    public static void Ratios(HtmlWriter html, BenchReport report) => html.Element("details", () =>
    {
        html.Text("summary", $"{PageText.Plural(report.Ratios.Count, "ratio")}, warm and cold");
        Table(html, ["shape", "condition", "backend", $"{report.Bench.Baseline} / backend", "95 %", "conclusive"],
            report.Ratios.OrderBy(ratio => ratio.Ratio).Select(ratio => ((string[])[ratio.Case, ratio.Condition, ratio.Backend, Times(ratio.Ratio), $"{Times(ratio.Low)} .. {Times(ratio.High)}", YesNo(ratio.Conclusive)], ratio.Conclusive)));
    });

    public static void Figures(HtmlWriter html, BenchReport report) => html.Element("details", () =>
    {
        html.Text("summary", $"{PageText.Plural(report.Results.Count(result => result.Timing is not null), "figure")}, warm and cold");
        html.Text("p", "The twin is the same program compiled once more and sampled in the same rounds: its median over the figure's. A figure is conclusive when its interval is at most 2 % wide, its twin agrees as closely, and the samples are those of a steady state: the warm-up, its seconds and executions, went on until executions stopped getting faster.");
        Table(html, ["shape", "condition", "backend", "median", "95 %", "p95", "p99", "A/A twin", "rate", "limit", "score", "err/bound", "warm-up", "conclusive"],
            report.Results.Where(result => result is { Timing: not null, Roofline: not null }).Select(result => (Figure(result), result.Timing!.Conclusive)));
    });

    public static void Conditions(HtmlWriter html, BenchReport report) => html.Element("details", () =>
    {
        var (run, bench) = (report.Run, report.Bench);
        html.Text("summary", "Conditions and peaks");
        html.Element("div", () =>
        {
            PinSection.Table(html, "What was measured", [.. bench.Backends.SelectMany(Backend), ("suite", run.Suite), ("shapes", $"{run.Planned}, SHA-256 {run.PlanHash}"), .. Model(bench), ("nonce", run.Nonce), ("results file", report.Journal)]);
            PinSection.Table(html, "Where and when", [.. PinSection.Where(run.Environment), .. Own(report)]);
        }, ("class", "two"));
        PinSection.Table(html, "Peaks of the host, by probes of the suite", Peaks(bench.Host));
        foreach (var backend in bench.Backends)
            if (backend.Peaks is { } peaks)
                PinSection.Table(html, $"Peaks of {backend.Name}, by programs of its own", Peaks(peaks));
    });

    private static string[] Figure(BenchResult result)
    {
        var (timing, limit) = (result.Timing!, result.Roofline!);
        return
        [
            result.Case, result.Condition, result.Backend, Units.Seconds(timing.Median), $"{Units.Seconds(timing.Low)} .. {Units.Seconds(timing.High)}", Units.Seconds(timing.P95), Units.Seconds(timing.P99),
            Times(timing.Twin), Units.Rate(limit.OperationsPerSecond, "op/s"), limit.Bound, Times(limit.Score), PageText.Ratio(result.ErrOverBound), WarmUp(result.Steady), YesNo(timing.Conclusive),
        ];
    }

    private static string WarmUp(SteadyState? steady) => steady is null ? "not told" : $"{Units.Seconds(steady.WarmUp.Seconds)}, {steady.WarmUp.Executions}{(steady.Reached ? "" : ", not steady")}";

    private static IEnumerable<(string Name, string Value)> Backend(BenchBackend backend)
    {
        yield return (backend.Name, $"{backend.Device}, {backend.Kind}");
        yield return ("plugin", $"{backend.Path}, SHA-256 {backend.Sha256}");
        yield return ("options", backend.Options.Count == 0 ? "none" : string.Join(' ', backend.Options.Select(pair => $"{pair.Key}={pair.Value}")));
        yield return ("launch floor", backend.LaunchFloor is { } floor ? $"{Units.Seconds(floor)} ({backend.FloorCase})" : "not known: it claims no small program");
    }

    private static IEnumerable<(string Name, string Value)> Model(BenchRun bench) => bench.ModelSha256 is { } model ? [("model", $"SHA-256 {model}")] : [];

    private static IEnumerable<(string Name, string Value)> Own(BenchReport report)
    {
        var environment = report.Bench.Environment;
        yield return ("bound to processors", environment.Pinned ?? "none: nothing was bound");
        yield return ("frequency governor", environment.Governor ?? "not told");
        yield return ("load average", environment.LoadAverage?.ToString("0.00", CultureInfo.InvariantCulture) ?? "not told");
        yield return ("begun", PageText.Time(report.Run.Started));
    }

    private static IEnumerable<(string Name, string Value)> Peaks(Speed.Rooflines.MachinePeaks peaks) =>
        peaks.Arithmetic.Select(peak => (peak.Type, $"{Units.Rate(peak.OperationsPerSecond, "op/s")} by {peak.Probe}"))
            .Concat(peaks.Bandwidth.Select(peak => ("memory", $"{Units.Rate(peak.BytesPerSecond, "B/s")} by {peak.Probe}")));

    private static void Table(HtmlWriter html, string[] headings, IEnumerable<(string[] Cells, bool Conclusive)> rows) =>
        ScrollingTable.Write(html, "Speeds", [headings[0], .. headings[1..].Select(heading => $"#{heading}")], () => html.Element("tbody", () =>
        {
            foreach (var (cells, conclusive) in rows)
                html.Element("tr", () =>
                {
                    html.Element("th", () => html.Text("code", cells[0]), ("scope", "row"));
                    foreach (var cell in cells.AsSpan(1))
                        html.Text("td", cell, ("class", "n"));
                }, ("class", conclusive ? null : "absent"));
        }));

    private static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);

    private static string YesNo(bool conclusive) => conclusive ? "yes" : "no";
}
