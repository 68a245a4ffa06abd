// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>How close the cases came to their bounds, by dtype.</summary>
internal static class DistributionSection
{
    public static void Write(HtmlWriter html, RecordedRun run)
    {
        var judged = run.Results.Where(result => result.Verdict is Verdict.Pass or Verdict.Fail or Verdict.Vacuous).ToList();
        var hard = ByType(judged, result => result.ErrOverBound is > 0 ? result.ErrOverBound : null);
        var statistical = ByType(judged, result => result.ErrOverStatistical);
        if (hard.Count == 0)
            return;
        html.Element("section", () =>
        {
            html.Text("h2", "Distance from the bound");
            html.Text("p", "Largest err/bound of each case that erred at all; 1 is the bound itself. A pile near 1 in dtypes of one rounding is right; one in operators of long sums asks for a look.");
            Row(html, hard);
            if (statistical.Count == 0)
                return;
            html.Text("h3", "Statistical gate");
            html.Text("p", "Largest err/(6σ + sys) of each case where that gate was in force; above 1 it does not hold.");
            Row(html, statistical);
        }, ("id", "distribution"));
    }

    private static void Row(HtmlWriter html, List<(string Type, List<double> Values)> groups) => html.Element("div", () =>
    {
        foreach (var (type, values) in groups)
            Histogram.Write(html, type, values);
    }, ("class", "plots"));

    private static List<(string Type, List<double> Values)> ByType(IEnumerable<CaseResult> results, Func<CaseResult, double?> ratio) =>
    [
        .. from result in results
           let value = ratio(result)
           where value is not null
           group value.Value by CaseName.Of(result.Case).Type into grouped
           orderby Matrix.Rank(grouped.Key)
           select (grouped.Key.Length == 0 ? "no dtype" : grouped.Key, grouped.ToList()),
    ];
}
