// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Every case of the run, folded by operator: the matrix leads here.</summary>
internal static class CaseSection
{
    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
        var told = FailureSection.Anchors(run);
        html.Text("h2", "All cases");
        html.Text("p", "Largest err/bound, and RMS of err/(σ + sys) where the statistical gate was in force. An id is the full parameter list of its case: tengen repro runs it again.");
        foreach (var family in Matrix.Of(run.Results).GroupBy(cell => cell.Family))
            html.Element("details", () =>
            {
                html.Element("summary", () =>
                {
                    html.Text("strong", family.Key);
                    html.Text($" {string.Join(", ", Summary.Count(family.SelectMany(cell => cell.Results)).Select(pair => $"{PageText.Number(pair.Value)} {pair.Key}"))}");
                });
                ScrollingTable.Write(html, $"Cases of {family.Key}", ["case", "verdict", "#err/bound", "#RMS"], () =>
                {
                    foreach (var cell in family)
                        html.Element("tbody", () => Rows(html, cell, told), ("id", PageText.Anchor(cell.Family, cell.Type)));
                });
            }, ("class", "family"));
    }, ("id", "cases"));

    private static void Rows(HtmlWriter html, MatrixCell cell, IReadOnlyDictionary<string, string> told)
    {
        html.Element("tr", () => html.Text("th", $"{cell.Family} {cell.Type}".TrimEnd(), ("scope", "rowgroup"), ("colspan", "4")));
        foreach (var result in cell.Results)
            html.Element("tr", () =>
            {
                var name = CaseName.Of(result.Case).Rest;
                if (told.TryGetValue(result.Case, out var anchor))
                    html.Element("td", () => html.Text("a", name, ("href", $"#{anchor}")));
                else
                    html.Text("td", name);
                html.Text("td", result.Verdict.IsAcceptable() || result.Verdict == Verdict.NotRun ? result.Verdict.Name() : CaseSentence.Short(result));
                html.Text("td", PageText.Ratio(result.ErrOverBound));
                html.Text("td", PageText.Ratio(result.Rms));
            }, ("class", result.Verdict.IsAcceptable() ? null : "fail"));
    }
}
