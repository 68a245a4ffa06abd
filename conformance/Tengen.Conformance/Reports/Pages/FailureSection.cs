// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>The bad cases by kind, up to a limit: each to be opened, with its element, its likely cause and the line that runs it again.</summary>
internal static class FailureSection
{
    private const int Shown = 200;

    public static void Write(HtmlWriter html, RecordedRun run)
    {
        var bad = Of(run);
        if (bad.Count == 0)
            return;
        var kinds = Shared(bad).GroupBy(result => (CaseName.Of(result.Case).Family, result.Verdict, result.Rule)).ToList();
        html.Element("section", () =>
        {
            html.Text("h2", "Failures");
            html.Text("p", $"{PageText.Plural(bad.Count, "case is", "cases are")} bad{(bad.Count > Shown ? $"; {Shown} of them are told here, some of every kind, and all of them in the list of cases" : "")}. By operator, verdict and rule:");
            foreach (var kind in kinds)
                html.Element("details", () =>
                {
                    html.Element("summary", () =>
                    {
                        html.Text("strong", $"{kind.Key.Family} {kind.Key.Verdict.Name()}");
                        html.Text($" {kind.Key.Rule}{(kind.Key.Rule is null ? "" : ", ")}{PageText.Plural(bad.Count(result => IsOf(result, kind.First())), "case")}{Worst(kind)}");
                    });
                    foreach (var result in kind)
                        Case(html, run.Header, result, isOpen: result == kind.First());
                }, ("class", "kind"), ("open", kind == kinds[0] ? "open" : null));
        }, ("id", "failures"));
    }

    /// <summary>The anchor of each case that is told, by its id.</summary>
    public static IReadOnlyDictionary<string, string> Anchors(RecordedRun run) => Shared(Of(run)).ToDictionary(result => result.Case, result => Anchor(result.Case), StringComparer.Ordinal);

    /// <summary>The cases that were judged and are not acceptable.</summary>
    public static IReadOnlyList<CaseResult> Of(RecordedRun run) => [.. run.Results.Where(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun)];

    private static IReadOnlyList<CaseResult> Shared(IReadOnlyList<CaseResult> bad)
    {
        var kinds = bad.GroupBy(result => (CaseName.Of(result.Case).Family, result.Verdict, result.Rule)).ToList();
        var each = Math.Max(1, Shown / Math.Max(1, kinds.Count));
        return [.. kinds.Take(Shown).SelectMany(kind => kind.OrderByDescending(result => result.Smallest is not null).Take(bad.Count <= Shown ? kind.Count() : each))];
    }

    private static bool IsOf(CaseResult result, CaseResult first) =>
        result.Verdict == first.Verdict && result.Rule == first.Rule && CaseName.Of(result.Case).Family == CaseName.Of(first.Case).Family;

    private static string Worst(IEnumerable<CaseResult> kind) => kind.Max(result => result.ErrOverBound) is > 0 and var worst ? $", worst err/bound {PageText.Ratio(worst)}" : "";

    private static string Anchor(string id) => $"f-{id}";

    private static void Case(HtmlWriter html, RunHeader header, CaseResult result, bool isOpen) => html.Element("details", () =>
    {
        html.Element("summary", () => html.Text("code", result.Case));
        html.Text("p", CaseSentence.Short(result));
        if (result.Worst is { } worst)
            html.Figures(Figures(worst));
        if (result.Hint is { } hint)
            html.Text("p", $"Hint: {hint}.", ("class", "hint"));
        if (result.After is { } after)
            html.Text("p", $"It goes wrong only after {after} in the same process.");
        if (result.Smallest is { } smallest)
            html.Text("p", $"The smallest case that goes wrong alike is {smallest}:");
        html.Text("pre", CaseSentence.Again(header, result));
    }, ("class", "case"), ("id", Anchor(result.Case)), ("open", isOpen ? "open" : null));

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
}
