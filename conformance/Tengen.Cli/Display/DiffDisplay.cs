// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Display;

/// <summary>What changed from one run to another, for a person.</summary>
internal static class DiffDisplay
{
    private const int Shown = 40;

    public static void Print(RunDiff diff)
    {
        foreach (var note in diff.Notes)
            Terminal.Data.MarkupLineInterpolated($"[yellow]differs[/] {note}");
        if (diff.Changes.Count > 0)
            Terminal.Data.Write(Drawn(diff.Changes.Take(Shown)));
        if (diff.Changes.Count > Shown)
            Terminal.Print($"... and {diff.Changes.Count - Shown} more: --json FILE writes all");
        var counts = diff.Changes.GroupBy(change => change.Kind).Select(group => $"{group.Count()} {Word(group.Key)}");
        var said = string.Join(", ", counts);
        var text = $"{diff.Common} cases in both runs{(said.Length > 0 ? $"; {said}" : "; nothing changed")}";
        if (diff.Regressions > 0)
            Terminal.Data.MarkupLineInterpolated($"[red]REGRESSION[/] {text}");
        else
            Terminal.Data.MarkupLineInterpolated($"[green]NO REGRESSION[/] {text}");
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

    private static string Figure(double? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? "-";
}
