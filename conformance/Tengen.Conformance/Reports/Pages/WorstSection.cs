// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Of the cases that passed the one of each operator and dtype that came closest to its bound: those that lie on it by name, the others in a table.</summary>
internal static class WorstSection
{
    private const int Shown = 20;

    /// <summary>From here on a ratio is printed as 1.</summary>
    private const double OnTheBound = 0.9995;

    public static void Write(HtmlWriter html, RecordedRun run)
    {
        var closest = run.Results.Where(result => result.Verdict == Verdict.Pass && result.ErrOverBound > 0)
            .GroupBy(result => (CaseName.Of(result.Case).Family, CaseName.Of(result.Case).Type)).Select(pair => pair.MaxBy(result => result.ErrOverBound)!).OrderByDescending(result => result.ErrOverBound).ToList();
        if (closest.Count == 0)
            return;
        var (reaching, below) = (closest.Where(result => result.ErrOverBound >= OnTheBound).ToList(), closest.Where(result => result.ErrOverBound < OnTheBound).Take(Shown).ToList());
        html.Element("section", () =>
        {
            html.Text("h2", "Worst cases that passed");
            html.Text("p", "The closest to its bound of each operator and dtype.");
            if (reaching.Count > 0)
                html.Element("details", () =>
                {
                    html.Text("summary", $"{PageText.Plural(reaching.Count, "pair")} of operator and dtype lie on their bound");
                    html.Text("p", "By right where the result is rounded once: half a unit in the last place is what the format allows.");
                    html.Text("p", string.Join(", ", reaching.Select(result => CaseName.Of(result.Case)).GroupBy(name => name.Family).Select(group => $"{group.Key} {string.Join(' ', group.Select(name => name.Type))}")));
                });
            if (below.Count > 0)
                Table(html, run.Header, below);
        }, ("id", "worst"));
    }

    private static void Table(HtmlWriter html, RunHeader header, List<CaseResult> below) =>
        ScrollingTable.Write(html, "Closest below their bound", ["#err/bound", "#err/(6σ+sys)", "#RMS", "case", "again"], () => html.Element("tbody", () =>
        {
            foreach (var result in below)
                html.Element("tr", () =>
                {
                    html.Text("td", PageText.Ratio(result.ErrOverBound), ("class", "n"));
                    html.Text("td", PageText.Ratio(result.ErrOverStatistical), ("class", "n"));
                    html.Text("td", PageText.Ratio(result.Rms), ("class", "n"));
                    html.Element("td", () => html.Text("code", result.Case));
                    html.Element("td", () => html.Text("code", CaseSentence.Again(header, result.Case), ("class", "again")));
                });
        }));
}
