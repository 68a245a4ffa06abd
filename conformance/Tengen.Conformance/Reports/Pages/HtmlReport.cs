// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>
/// A run as one page for who has to decide: needs no network, and no script for what matters. The verdict comes first, then what failed, what
/// the verdict covers and what it does not, the gates, the matrix, the cases closest to their bounds, and all that pins the result.
/// </summary>
public static class HtmlReport
{
    private static readonly string Style = Assets.Read("report.css");
    private static readonly string Script = Assets.Read("report.js");

    /// <summary>Writes the page of a run, UTF-8; <paramref name="output"/> stays open.</summary>
    /// <param name="run">A run that judged.</param>
    /// <param name="summary">Its outcome.</param>
    /// <param name="speeds">Benchmarks that go with it.</param>
    /// <param name="output">Where to.</param>
    public static void Write(RecordedRun run, Summary summary, IReadOnlyList<BenchReport> speeds, Stream output) => Page(summary.Backend, [run.Path, .. speeds.Select(report => report.Journal)], output, html =>
    {
        VerdictSection.Write(html, run, summary);
        Contents(html, [
            ("failures", "Failures", FailureSection.Of(run).Count > 0), ("coverage", "Coverage", true), ("gates", "Gates", true), ("matrix", "Operators and dtypes", true),
            ("distribution", "Distance from the bound", run.Results.Any(result => result.ErrOverBound > 0)), ("gaps", "Not shown", true), ("speed", "Speed", speeds.Count > 0),
            ("pins", "Environment and pins", true), ("cases", "All cases", true),
        ]);
        html.Element("main", () =>
        {
            FailureSection.Write(html, run);
            CoverageSection.Write(html, run, summary, speeds.Count > 0);
            GateSection.Write(html, run);
            NumericsSection.Write(html, run);
            MatrixSection.Write(html, run);
            WorstSection.Write(html, run);
            DistributionSection.Write(html, run);
            GapSection.Write(html, run, summary);
            Speeds(html, speeds, run.Pins);
            PinSection.Write(html, run);
            CaseSection.Write(html, run);
        });
    });

    /// <summary>Writes the page of benchmarks alone, UTF-8; <paramref name="output"/> stays open.</summary>
    public static void Write(IReadOnlyList<BenchReport> speeds, Stream output) => Page("speed", [.. speeds.Select(report => report.Journal)], output, html =>
    {
        html.Element("header", () =>
        {
            html.Text("h1", "MEASURED");
            html.Text("p", $"Speed of {string.Join("; ", speeds.Select(SpeedSection.Names))}", ("class", "lead"));
            html.Text("p", "No verdict: whether a backend computes what it should is what a run of certify says.");
        }, ("class", "plain"));
        html.Element("main", () => Speeds(html, speeds, null));
    });

    private static void Contents(HtmlWriter html, (string Anchor, string Words, bool IsThere)[] sections) => html.Element("nav", () =>
    {
        foreach (var (anchor, words, _) in sections.Where(section => section.IsThere))
            html.Text("a", words, ("href", $"#{anchor}"));
    }, ("aria-label", "Contents"));

    private static void Speeds(HtmlWriter html, IReadOnlyList<BenchReport> speeds, RunPins? certified)
    {
        foreach (var (i, report) in speeds.Index())
            SpeedSection.Write(html, report, i == 0 ? "speed" : $"speed-{i + 1}", certified);
    }

    private static void Page(string title, IEnumerable<string> sources, Stream output, Action<HtmlWriter> body)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteDocType("html", null, null, null);
        var html = new HtmlWriter(xml);
        html.Element("html", () =>
        {
            html.Element("head", () => Head(html, title));
            html.Element("body", () =>
            {
                body(html);
                html.Element("footer", () => html.Text("p", $"Written by tengen {SuiteVersion.Suite} from {string.Join(", ", sources)}. This page needs no network and asks for nothing."));
                html.Asset("script", Script);
            });
        }, ("lang", "en"));
    }

    private static void Head(HtmlWriter html, string title)
    {
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; style-src {HtmlWriter.Digest(Style)}; script-src {HtmlWriter.Digest(Script)}; base-uri 'none'; form-action 'none'"));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Text("title", $"Tengen: {title}");
        html.Asset("style", Style);
    }
}
