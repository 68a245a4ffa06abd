// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Operator x dtype at a glance. A cell leads to its cases; a sign stands beside each colour.</summary>
internal static class MatrixSection
{
    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
        var byType = Matrix.Of(run.Results).ToLookup(cell => cell.Type.Length > 0);
        var (cells, areas) = (byType[true].ToList(), byType[false].ToList());
        var types = cells.Select(cell => cell.Type).Distinct().OrderBy(Matrix.Rank).ToList();
        html.Text("h2", "Operators and dtypes");
        html.Element("p", () =>
        {
            html.Text("In a cell: cases that passed of those planned, and the largest err/bound where anything erred. ");
            foreach (var state in Enum.GetValues<CellState>())
            {
                html.Text("span", $"{Sign(state)} {Words(state)}", ("class", $"key {Class(state)}"));
                html.Text(" ");
            }
        });
        if (cells.Count > 0)
            ScrollingTable.Write(html, "Operators and dtypes", ["operator", .. types], () => Rows(html, cells, types), "matrix");
        if (areas.Count > 0)
            ScrollingTable.Write(html, "Cases of no operator", ["of no operator", "cases"], () => Rows(html, areas, [""]), "matrix");
    }, ("id", "matrix"));

    private static void Rows(HtmlWriter html, IReadOnlyList<MatrixCell> cells, List<string> types) => html.Element("tbody", () =>
    {
        foreach (var row in cells.GroupBy(cell => cell.Family))
            html.Element("tr", () =>
            {
                html.Text("th", row.Key, ("scope", "row"));
                foreach (var type in types)
                    Cell(html, row.FirstOrDefault(cell => cell.Type == type));
            });
    });

    private static void Cell(HtmlWriter html, MatrixCell? cell)
    {
        if (cell is null)
        {
            html.Empty("td");
            return;
        }
        html.Element("td", () => html.Element("a", () =>
        {
            html.Text($"{Sign(cell.State)} {(cell.State == CellState.Declined ? "" : $"{cell.Count(Verdict.Pass)}/{cell.Results.Count}")}");
            if (cell.Worst is > 0 and var worst)
                html.Text("small", PageText.Ratio(worst));
        }, ("href", $"#{PageText.Anchor(cell.Family, cell.Type)}"), ("title", Title(cell))), ("class", Class(cell.State)));
    }

    private static string Title(MatrixCell cell) =>
        $"{cell.Family} {cell.Type}: {string.Join(", ", Summary.Count(cell.Results).Select(pair => $"{pair.Value} {pair.Key}"))}; worst err/bound {PageText.Ratio(cell.Worst)}";

    private static string Class(CellState state) => state switch
    {
        CellState.Pass => "pass",
        CellState.PassInPart => "part",
        CellState.NothingShown => "vacuous",
        CellState.Declined => "declined",
        CellState.Bad => "fail",
        _ => "open",
    };

    private static string Sign(CellState state) => state switch
    {
        CellState.Pass => "✓",
        CellState.PassInPart => "◐",
        CellState.NothingShown => "○",
        CellState.Declined => "–",
        CellState.Bad => "✗",
        _ => "…",
    };

    private static string Words(CellState state) => state switch
    {
        CellState.Pass => "all passed",
        CellState.PassInPart => "passed, some declined",
        CellState.NothingShown => "only vacuous",
        CellState.Declined => "declined",
        CellState.Bad => "something is bad",
        _ => "not reached",
    };
}
