// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>What the verdict is about, and what nobody may read into it.</summary>
internal static class CoverageSection
{
    public static void Write(HtmlWriter html, RecordedRun run, Summary summary, bool hasSpeed) => html.Element("section", () =>
    {
        html.Text("h2", "What this verdict covers, and what it does not");
        html.Element("div", () =>
        {
            List(html, "It covers", Covered(run));
            List(html, "It does not cover", Uncovered(run, summary, hasSpeed));
        }, ("class", "two"));
    }, ("id", "coverage"));

    private static void List(HtmlWriter html, string heading, IEnumerable<string> lines) => html.Element("div", () =>
    {
        html.Text("h3", heading);
        html.Element("ul", () =>
        {
            foreach (var line in lines)
                html.Text("li", line);
        });
    });

    private static IEnumerable<string> Covered(RecordedRun run)
    {
        var cells = Matrix.Of(run.Results.Where(result => result.Verdict == Verdict.Pass));
        var operators = cells.Where(cell => cell.Type.Length > 0).ToList();
        yield return $"{PageText.Plural(operators.Sum(cell => cell.Results.Count), "case")} of {PageText.Plural(operators.Select(cell => cell.Family).Distinct().Count(), "operator")} at {PageText.Plural(operators.Select(cell => cell.Type).Distinct().Count(), "dtype")} passed: every gate in force held on each.";
        yield return $"{PageText.Plural(operators.Sum(cell => cell.Elements), "output element")} of them were held to a tolerance that was computed for each element from the arithmetic the backend declares, or to the one right value.";
        if (cells.Where(cell => cell.Type.Length == 0).ToList() is { Count: > 0 } families)
            yield return $"{PageText.Plural(families.Sum(family => family.Results.Count), "case")} of no operator passed: {string.Join(", ", families.Select(family => $"{family.Family} {PageText.Number(family.Results.Count)}"))}.";
    }

    /// <summary>Of the generated cases, where they are what the run was judged by and this build has the same ones.</summary>
    private static int Unplanned(RecordedRun run) => run.Header is { Profile: null, OfficialCases: null } header && header.CaseVersion == SuiteVersion.Cases && header.Suite == SuiteVersion.Suite
        ? CaseCatalogue.Under(header.Nonce).Except(run.Plan.Ids, StringComparer.Ordinal).Count()
        : 0;

    private static IEnumerable<string> Uncovered(RecordedRun run, Summary summary, bool hasSpeed)
    {
        int Count(Verdict verdict) => run.Results.Count(result => result.Verdict == verdict);
        if (Unplanned(run) is > 0 and var unplanned)
            yield return $"{PageText.Plural(unplanned, "generated case")} of this suite that the run did not plan: it is a selection, and shows less than a whole run.";
        if (Count(Verdict.NotRun) is > 0 and var missing)
            yield return $"{PageText.Plural(missing, "planned case")} that were not reached.";
        if (Count(Verdict.Unsupported) is > 0 and var declined)
            yield return $"{PageText.Plural(declined, "case")} that the backend declined before computing anything: nothing is shown of them.";
        foreach (var (reason, cases) in Blind.Of(run.Results))
            yield return $"{PageText.Plural(cases.Count, "case")} of these that the suite itself could not look at, {string.Join(", ", cases)}: {reason}.";
        if (Count(Verdict.Vacuous) is > 0 and var vacuous)
            yield return $"{PageText.Plural(vacuous, "vacuous case")}, which would also have accepted arithmetic one format lower.";
        if (Gate.All.Where(gate => !summary.Gates.Contains(gate.Name)).Select(gate => gate.Name).ToList() is { Count: > 0 } absent)
            yield return $"Gates that were in force nowhere: {string.Join(", ", absent)}.";
        if (summary.Profile is null)
            yield return "Operators that the backend does not claim. It was judged by what it declares, not by a profile.";
        if (summary.Layers.Count > 0)
            yield return $"The backend alone: {PageText.Plural(summary.Layers.Count, "layer")} stood between it and the suite.";
        yield return hasSpeed ? "Speed. It was measured apart, and no verdict rests on it." : "Speed. This file holds no measurement of it.";
        yield return $"Answers prepared beforehand: inputs follow from each case's id and the nonce “{summary.Nonce}”, and whoever knew it before the plugin was fixed could have prepared them.";
        yield return "Where the numbers came from. A recomputation from this file proves its arithmetic, not that the device named here produced the outputs.";
    }
}
