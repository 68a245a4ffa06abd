// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>The head of the page: the verdict, of what, and its figures.</summary>
internal static class VerdictSection
{
    public static void Write(HtmlWriter html, RecordedRun run, Summary summary)
    {
        var headline = Headline.Of(run, summary);
        html.Element("header", () =>
        {
            html.Text("h1", headline.Word);
            html.Text("p", headline.Text, ("class", "lead"));
            if (headline.State != RunState.Conformant)
                html.Text("p", $"Next: {headline.Next}.");
            html.Figures(Figures(run, summary));
        }, ("class", headline.State switch { RunState.Conformant => "good", RunState.NotConformant => "bad", _ => "open" }));
    }

    private static IEnumerable<(string Name, string Value)> Figures(RecordedRun run, Summary summary)
    {
        yield return ("device", run.Device.Length > 0 ? run.Device : "never opened");
        yield return ("judged by", run.Header.Profile is { } profile ? $"profile {profile}" : run.Header.OfficialCases is not null ? "official ONNX cases" : "what it declares");
        yield return ("cases", string.Join(", ", summary.Verdicts.Select(pair => $"{PageText.Number(pair.Value)} {pair.Key}")));
        yield return ("elements judged", PageText.Number(summary.Elements));
        yield return ("worst err/bound", PageText.Ratio(summary.WorstErrOverBound));
        yield return ("vacuous", string.Create(CultureInfo.InvariantCulture, $"{summary.VacuousShare * 100:0.0} % of at most {Summary.VacuousCap * 100:0} %"));
        if (summary.Repeated is { } repeated)
            yield return ("repeated", repeated.InWords());
        if (IncidentText.Of(summary) is { } incidents)
            yield return ("processes", incidents);
        yield return ("begun", PageText.Time(run.Header.Started));
        yield return ("took", summary.Seconds is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"{seconds:0.0} s") : "unknown");
        yield return ("suite", $"{summary.Suite}, ABI {summary.Abi}");
    }
}
