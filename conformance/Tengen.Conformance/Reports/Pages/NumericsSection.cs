// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Declared arithmetic beside what probes measured, the claims that go too far first.</summary>
internal static class NumericsSection
{
    public static void Write(HtmlWriter html, RecordedRun run)
    {
        var rows = run.Results.SelectMany(result => (result.Probed ?? []).Select(probed => (Case: CaseName.Of(result.Case), Probed: probed)))
            .OrderBy(row => row.Probed.Finding switch { ProbeFinding.OverClaimed => 0, ProbeFinding.UnderClaimed => 1, ProbeFinding.Unseen => 2, _ => 3 }).ToList();
        if (rows.Count == 0)
            return;
        html.Element("section", () =>
        {
            html.Text("h2", "Declared arithmetic, measured");
            html.Text("p", "A claim that goes too far makes its case bad. Less may be claimed than the device does: tolerances are then wider than they need be.");
            html.Element("details", () =>
            {
                html.Text("summary", string.Join(", ", rows.CountBy(row => row.Probed.Finding).Select(pair => $"{PageText.Number(pair.Value)} {Words(pair.Key)}")));
                Table(html, rows);
            });
        }, ("id", "numerics"));
    }

    private static void Table(HtmlWriter html, List<(CaseName Case, ProbedNumeric Probed)> rows) =>
        ScrollingTable.Write(html, "Declared arithmetic, measured", ["operator", "dtype", "of", "declared", "measured", "finding"], () => html.Element("tbody", () =>
        {
            foreach (var (name, probed) in rows)
                html.Element("tr", () =>
                {
                    html.Text("th", name.Family, ("scope", "row"));
                    foreach (var cell in (string[])[name.Type, probed.Member, probed.Declared, probed.Measured, Words(probed.Finding)])
                        html.Text("td", cell);
                });
        }));

    private static string Words(ProbeFinding finding) => finding switch
    {
        ProbeFinding.OverClaimed => "claimed too far",
        ProbeFinding.UnderClaimed => "better than declared",
        ProbeFinding.Unseen => "not to be seen",
        _ => "as declared",
    };
}
