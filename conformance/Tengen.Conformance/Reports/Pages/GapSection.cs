// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>What was not shown: pairs missing from the profile, declined cases by reason, vacuous cases, cases that were not reached.</summary>
internal static class GapSection
{
    public static void Write(HtmlWriter html, RecordedRun run, Summary summary)
    {
        var declined = run.Results.Where(result => result.Verdict == Verdict.Unsupported).ToList();
        var vacuous = run.Results.Where(result => result.Verdict == Verdict.Vacuous).Select(result => result.Case).ToList();
        var waived = run.Results.Where(result => result.Waiver is not null).ToList();
        var missing = run.Results.Where(result => result.Verdict == Verdict.NotRun).Select(result => result.Case).ToList();
        html.Element("section", () =>
        {
            html.Text("h2", "What was not shown");
            if (declined.Count + vacuous.Count + missing.Count + waived.Count == 0)
                html.Text("p", "Nothing: every planned case was computed and showed something.");
            if (summary.Profile is { Gaps.Count: > 0 } profile)
                List(html, $"{PageText.Plural(profile.Gaps.Count, "pair")} of the profile not claimed, or in part", profile.Gaps.Select(gap => $"{gap.Op} {gap.Type}: {gap.Declined} of {gap.Cases} cases declined"));
            if (declined.Count > 0)
                Declined(html, declined);
            if (waived.Count > 0)
                Waived(html, waived);
            List(html, $"{PageText.Plural(vacuous.Count, "vacuous case")}", vacuous);
            List(html, $"{PageText.Plural(missing.Count, "case")} not reached", missing);
        }, ("id", "gaps"));
    }

    private static void List(HtmlWriter html, string heading, IEnumerable<string> lines)
    {
        if (!lines.Any())
            return;
        html.Element("details", () =>
        {
            html.Text("summary", heading);
            html.Element("ul", () =>
            {
                foreach (var line in lines)
                    html.Element("li", () => html.Text("code", line));
            }, ("class", "ids"));
        });
    }

    private static void Waived(HtmlWriter html, List<CaseResult> waived) => html.Element("details", () =>
    {
        html.Text("summary", $"{PageText.Plural(waived.Count, "bad case")} that a waiver answers for");
        ScrollingTable.Write(html, "Waived cases", ["case", "judged", "until", "owner", "reason", "more"], () => html.Element("tbody", () =>
        {
            foreach (var result in waived)
                html.Element("tr", () =>
                {
                    var waiver = result.Waiver!;
                    html.Element("th", () => html.Text("code", result.Case), ("scope", "row"));
                    foreach (var cell in (string[])[CaseSentence.Short(result with { Verdict = waiver.Judged }), $"{waiver.Expires:yyyy-MM-dd}", waiver.Owner, waiver.Reason, waiver.Url.ToString()])
                        html.Text("td", cell);
                });
        }));
    }, ("open", "open"));

    private static void Declined(HtmlWriter html, List<CaseResult> declined) => html.Element("details", () =>
    {
        html.Text("summary", $"{PageText.Plural(declined.Count, "case")} declined before computing");
        ScrollingTable.Write(html, "Declined cases", ["operator", "dtypes", "#cases", "rule", "in the backend's words, of one of them"], () => html.Element("tbody", () =>
        {
            foreach (var group in declined.GroupBy(result => (CaseName.Of(result.Case).Family, result.Rule)).OrderBy(group => group.Key.Family, StringComparer.Ordinal))
                html.Element("tr", () =>
                {
                    html.Text("th", group.Key.Family, ("scope", "row"));
                    html.Text("td", string.Join(' ', group.Select(result => CaseName.Of(result.Case).Type).Distinct()));
                    html.Text("td", PageText.Number(group.Count()), ("class", "n"));
                    html.Element("td", () => html.Text("code", group.Key.Rule ?? ""));
                    html.Text("td", group.First().Text ?? "");
                });
        }));
    });
}
