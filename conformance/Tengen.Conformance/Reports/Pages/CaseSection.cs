// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Every case of the run, folded by operator: the matrix leads here.</summary>
internal static class CaseSection
{
    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
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
                html.Element("table", () =>
                {
                    html.Element("thead", () => html.Element("tr", () =>
                    {
                        foreach (var heading in (string[])["case", "verdict", "err/bound", "RMS"])
                            html.Text("th", heading, ("scope", "col"));
                    }));
                    foreach (var cell in family)
                        html.Element("tbody", () => Rows(html, cell), ("id", PageText.Anchor(cell.Family, cell.Type)));
                });
            }, ("class", "family"));
    }, ("id", "cases"));

    private static void Rows(HtmlWriter html, MatrixCell cell)
    {
        html.Element("tr", () => html.Text("th", $"{cell.Family} {cell.Type}".TrimEnd(), ("scope", "rowgroup"), ("colspan", "4")));
        foreach (var result in cell.Results)
            html.Element("tr", () =>
            {
                html.Text("td", CaseName.Of(result.Case).Rest);
                html.Text("td", result.Verdict.Name());
                html.Text("td", PageText.Ratio(result.ErrOverBound));
                html.Text("td", PageText.Ratio(result.Rms));
            }, ("class", result.Verdict.IsAcceptable() ? null : "fail"), ("title", result.Verdict.IsAcceptable() ? null : CaseSentence.Short(result)));
    }
}
