// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Tiers;

namespace Tengen.Cli.Display;

/// <summary>A benchmark for a person: what loses first, then every figure with its limit, then what to make of it.</summary>
internal static class BenchDisplay
{
    public static void Print(BenchReport report)
    {
        if (report.Ratios.Count > 0)
            Terminal.Data.Write(Ratios(report));
        Terminal.Data.Write(Figures(report));
        foreach (var result in report.Results.Where(result => result.Text is not null && result.Outcome == BenchResult.Failed))
            Terminal.Data.MarkupLineInterpolated($"[red]failed[/] {result.Backend} {result.Case}: {Terminal.Printable(result.Text!)}");
        foreach (var result in report.Results.Where(result => result.ErrOverBound > 1))
            Terminal.Data.MarkupLineInterpolated($"[red]wrong[/] {result.Backend} {result.Case}: err/bound {result.ErrOverBound:G3} in its timed outputs; no speed is claimed for wrong results");
        foreach (var (result, finding) in report.Results.SelectMany(result => result.Findings.Select(finding => (result, finding))))
            Terminal.Data.MarkupLineInterpolated($"[{(finding.Suspicious ? "red" : "yellow")}]{(finding.Suspicious ? "suspicious" : "no claim")}[/] {result.Backend} {result.Case}: {finding.Rule}: {finding.Text}");
        Conditions(report);
    }

    private static Table Ratios(BenchReport report)
    {
        var table = Table("shape", "", "backend", $"{report.Bench.Baseline} / backend", "95 %", "");
        foreach (var ratio in report.Ratios.OrderBy(ratio => ratio.Ratio))
            table.AddRow(
                Shape(ratio.Case), ratio.Condition, Markup.Escape(ratio.Backend), ratio.Ratio < 1 ? $"[red]{Times(ratio.Ratio)}[/]" : Times(ratio.Ratio), $"{Times(ratio.Low)} .. {Times(ratio.High)}",
                ratio.Conclusive ? "" : "inconclusive");
        return table;
    }

    private static Table Figures(BenchReport report)
    {
        var table = Table("shape", "backend", "warm", "+-", "p95", "cold", "rate", "of peak", "limit", "score", "");
        foreach (var pair in report.Results.GroupBy(result => (result.Case, result.Backend)))
        {
            var (warm, cold) = (pair.First(), pair.FirstOrDefault(result => result.Condition == "cold"));
            if (warm is not { Timing: { } timing, Roofline: { } limit })
            {
                table.AddRow(Shape(warm.Case), Markup.Escape(warm.Backend), warm.Outcome, "", "", "", "", "", "", "", "");
                continue;
            }
            table.AddRow(
                Shape(warm.Case), Markup.Escape(warm.Backend), Units.Seconds(timing.Median), Units.Percent((timing.High - timing.Low) / 2 / timing.Median), Units.Seconds(timing.P95),
                cold?.Timing is { } first ? Units.Seconds(first.Median) : "-", Units.Rate(limit.OperationsPerSecond, "op/s"), limit.ShareOfPeak is { } share ? Units.Percent(share) : "-",
                limit.Bound, limit.Score.ToString("0.00", CultureInfo.InvariantCulture), Standing(warm));
        }
        return table;
    }

    private static string Standing(BenchResult figure) => figure switch
    {
        { Steady.Reached: false } => "[yellow]not steady[/]",
        { Timing: { Conclusive: false } timing } => $"inconclusive: {string.Join(", ", timing.Doubts)}",
        _ => "",
    };

    private static void Conditions(BenchReport report)
    {
        var (bench, data) = (report.Bench, Terminal.Data);
        foreach (var backend in bench.Backends)
            data.WriteLine(Terminal.Printable($"{backend.Name}: {backend.Device}, {backend.Kind}; launch floor {(backend.LaunchFloor is { } floor ? $"{Units.Seconds(floor)} ({backend.FloorCase})" : "not known: it claims no small program")}{(backend.Simulated ? "; simulated: its speed means nothing" : "")}"));
        foreach (var (name, peaks) in bench.Backends.Where(backend => backend.Peaks is not null).Select(backend => (backend.Name, backend.Peaks!)).Prepend(("host", bench.Host)))
        {
            foreach (var peak in peaks.Arithmetic)
                data.WriteLine(Terminal.Printable($"{name} {peak.Type}: {Units.Rate(peak.OperationsPerSecond, "op/s")} by {peak.Probe}"));
            foreach (var peak in peaks.Bandwidth)
                data.WriteLine(Terminal.Printable($"{name} memory: {Units.Rate(peak.BytesPerSecond, "B/s")} by {peak.Probe}"));
        }
        var (machine, environment) = (report.Run.Environment, bench.Environment);
        data.WriteLine(Terminal.Printable(string.Create(CultureInfo.InvariantCulture,
            $"{machine.Cpu}, {machine.Processors} processors, {(environment.Pinned is { } pinned ? $"pinned to {pinned}" : "not pinned")}, governor {environment.Governor ?? "not told"}, load {environment.LoadAverage?.ToString("0.00", CultureInfo.InvariantCulture) ?? "not told"}; {machine.Os} {machine.Architecture}, {machine.Runtime}")));
        foreach (var backend in bench.Backends)
            data.WriteLine(Terminal.Printable($"speed tier of {backend.Name}: {new SpeedTiers(report, backend).Text}"));
        data.WriteLine($"every figure: {report.Journal}");
        data.WriteLine($"as a page: tengen report '{report.Journal}' --html speed.html");
        if (report.Noisy)
            data.MarkupLineInterpolated($"[yellow]NOISY[/] more than half of the warm figures are inconclusive: something else uses this machine; trust ratios only, or measure longer (--max-time)");
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(columns);
        foreach (var column in table.Columns.Skip(2))
            column.RightAligned();
        return table;
    }

    /// <summary>The case id without its data.</summary>
    private static string Shape(string id) => Markup.Escape(id[..id.LastIndexOf('/')]);

    private static string Times(double ratio) => ratio.ToString("0.00", CultureInfo.InvariantCulture);
}
