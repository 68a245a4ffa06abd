// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>The cases that decide: every bad one up to a limit, to be opened; then of each operator and dtype the one that came closest to its bound.</summary>
internal static class WorstSection
{
    private const int ShownBad = 200, ShownClose = 15;

    public static void Write(HtmlWriter html, RecordedRun run) => html.Element("section", () =>
    {
        var bad = run.Results.Where(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun).ToList();
        html.Text("h2", "Worst cases");
        html.Text("p", bad.Count == 0 ? "No case is bad." : bad.Count <= ShownBad ? $"{PageText.Plural(bad.Count, "case is", "cases are")} bad." : $"{PageText.Number(bad.Count)} cases are bad; the first {ShownBad} are shown here, all of them in the list of cases.");
        foreach (var result in bad.Take(ShownBad))
            Bad(html, run.Header, result, open: result == bad[0]);
        var close = run.Results.Where(result => result.Verdict == Verdict.Pass && result.ErrOverBound > 0)
            .GroupBy(result => (CaseName.Of(result.Case).Family, CaseName.Of(result.Case).Type)).Select(pair => pair.MaxBy(result => result.ErrOverBound)!).OrderByDescending(result => result.ErrOverBound).Take(ShownClose).ToList();
        if (close.Count > 0)
            Close(html, run.Header, close);
    }, ("id", "worst"));

    private static void Bad(HtmlWriter html, RunHeader header, CaseResult result, bool open) => html.Element("details", () =>
    {
        html.Element("summary", () =>
        {
            html.Text("strong", result.Verdict.Name());
            html.Text(" ");
            html.Text("code", result.Case);
        });
        html.Text("p", CaseSentence.Short(result));
        if (result.Worst is { } worst)
            html.Element("dl", () =>
            {
                foreach (var (name, value) in Figures(worst))
                    html.Element("div", () =>
                    {
                        html.Text("dt", name);
                        html.Text("dd", value);
                    });
            });
        if (result.Hint is { } hint)
            html.Text("p", $"Hint: {hint}.", ("class", "hint"));
        html.Text("pre", CaseSentence.Again(header, result.Case));
    }, ("class", "case"), ("open", open ? "open" : null));

    private static IEnumerable<(string Name, string Value)> Figures(Mismatch worst)
    {
        yield return ("got", worst.Got.ToString("R", CultureInfo.InvariantCulture));
        yield return ("want", worst.Want.ToString("R", CultureInfo.InvariantCulture));
        yield return ("tolerance", worst.Tolerance == 0 ? "0: bit-exact" : worst.Tolerance.ToString("G4", CultureInfo.InvariantCulture));
        yield return ("err/bound", PageText.Ratio(worst.Ratio));
        yield return ("where", $"output {worst.Output}, [{string.Join(", ", worst.Index)}]");
        yield return ("rejected", $"{PageText.Number(worst.Rejected)} of {PageText.Number(worst.Elements)}");
        if (worst.Pattern is { } pattern)
            yield return ("pattern", pattern);
    }

    private static void Close(HtmlWriter html, RunHeader header, List<CaseResult> close)
    {
        html.Text("h3", "Closest to their bound");
        html.Text("p", "The closest of each operator and dtype. These passed. An operator of one rounding reaches its bound by right: half a unit in the last place is what the format allows.");
        html.Element("div", () => html.Element("table", () =>
        {
            html.Element("thead", () => html.Element("tr", () =>
            {
                foreach (var heading in (string[])["err/bound", "err/(6σ+sys)", "RMS", "case", "again"])
                    html.Text("th", heading, ("scope", "col"));
            }));
            html.Element("tbody", () =>
            {
                foreach (var result in close)
                    html.Element("tr", () =>
                    {
                        html.Text("td", PageText.Ratio(result.ErrOverBound), ("class", "n"));
                        html.Text("td", PageText.Ratio(result.ErrOverStatistical), ("class", "n"));
                        html.Text("td", PageText.Ratio(result.Rms), ("class", "n"));
                        html.Element("td", () => html.Text("code", result.Case));
                        html.Element("td", () => html.Text("code", CaseSentence.Again(header, result.Case), ("class", "again")));
                    });
            });
        }), ("class", "scroll"));
    }
}
