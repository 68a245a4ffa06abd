// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Display;

/// <summary>What changed from one run to another, for a person.</summary>
internal static class DiffDisplay
{
    private const int Shown = 40;

    public static void Print(RunDiff diff) => Print(diff.Notes, diff.Changes, change => change.Kind, Drawn, diff.Regressions, $"{diff.Common} cases in both runs");

    public static void Print(SpeedDiff diff) => Print(
        diff.Notes, diff.Changes, change => change.Kind, Drawn, diff.Regressions,
        $"{diff.Common} figures in both runs{(diff.Inconclusive > 0 ? $", {diff.Inconclusive} of them inconclusive: their times are not compared" : "")}");

    private static void Print<T>(IReadOnlyList<string> notes, IReadOnlyList<T> changes, Func<T, ChangeKind> kind, Func<IEnumerable<T>, Table> drawn, int regressions, string common)
    {
        foreach (var note in notes)
            Terminal.Data.MarkupLineInterpolated($"[yellow]differs[/] {note}");
        if (changes.Count > 0)
            Terminal.Data.Write(drawn(changes.Take(Shown)));
        if (changes.Count > Shown)
            Terminal.Print($"... and {changes.Count - Shown} more: --json FILE writes all");
        var said = string.Join(", ", changes.GroupBy(kind).Select(group => $"{group.Count()} {Word(group.Key)}"));
        var text = $"{common}{(said.Length > 0 ? $"; {said}" : "; nothing changed")}";
        if (regressions > 0)
            Terminal.Data.MarkupLineInterpolated($"[red]REGRESSION[/] {text}");
        else
            Terminal.Data.MarkupLineInterpolated($"[green]NO REGRESSION[/] {text}");
    }

    private static Table Drawn(IEnumerable<SpeedChange> changes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "shape", "", "before", "after", "after / before");
        foreach (var change in changes)
            table.AddRow(
                change.IsRegression ? $"[red]{Word(change.Kind)}[/]" : Word(change.Kind), Markup.Escape(Terminal.Printable(change.Case)), change.Condition,
                Time(change.Before), Time(change.After), change.Ratio is { } ratio ? Figure(ratio) : Markup.Escape(Terminal.Printable(change.Text)));
        return table;
    }

    private static Table Drawn(IEnumerable<CaseChange> changes)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("", "case", "before", "after", "err/bound");
        foreach (var change in changes)
            table.AddRow(
                change.IsRegression ? $"[red]{Word(change.Kind)}[/]" : Word(change.Kind), Markup.Escape(Terminal.Printable(change.Case)), change.Before ?? "-", change.After ?? "-",
                $"{Figure(change.ErrOverBoundBefore)} -> {Figure(change.ErrOverBoundAfter)}");
        return table;
    }

    private static string Word(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string Time(double? seconds) => seconds is { } known ? Units.Seconds(known) : "-";

    private static string Figure(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
