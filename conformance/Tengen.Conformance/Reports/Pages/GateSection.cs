// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>Every gate there is, on how many cases it was in force, and where it never is.</summary>
internal static class GateSection
{
    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
        var cases = run.Results.SelectMany(result => result.Gates).CountBy(gate => gate).ToDictionary(StringComparer.Ordinal);
        html.Text("h2", "Gates");
        html.Text("p", "Every gate in force on a case had to hold: one that did not makes the case bad. A gate that was in force nowhere is listed too, and shows nothing.");
        ScrollingTable.Write(html, "Gates", ["gate", "#cases", "what it holds", "absent on"], () => html.Element("tbody", () =>
        {
            foreach (var gate in Gate.All)
                Row(html, gate.Name, cases.GetValueOrDefault(gate.Name), gate.Rule, gate.WhenAbsent);
            foreach (var (name, count) in cases.Where(entry => Gate.All.All(gate => gate.Name != entry.Key)).OrderBy(entry => entry.Key, StringComparer.Ordinal))
                Row(html, name, count, "not known to this build of the suite", "");
        }), "wide");
    }, ("id", "gates"));

    private static void Row(HtmlWriter html, string name, int cases, string rule, string absent) => html.Element("tr", () =>
    {
        html.Element("th", () => html.Text("code", name), ("scope", "row"));
        html.Text("td", cases == 0 ? "not in force" : PageText.Number(cases), ("class", "n"));
        html.Text("td", rule);
        html.Text("td", absent);
    }, ("class", cases == 0 ? "absent" : null), ("id", name));
}
