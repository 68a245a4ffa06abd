// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Reports.Pages;

/// <summary>
/// A run as one page for who has to decide: needs no network, and no script for what matters. The verdict comes first, then what it covers and
/// what it does not, the gates, the matrix, the cases that matter, and all that pins the result.
/// </summary>
public static class HtmlReport
{
    private static readonly string Style = Assets.Read("report.css");
    private static readonly string Script = Assets.Read("report.js");

    /// <summary>Writes the page, UTF-8; <paramref name="output"/> stays open.</summary>
    public static void Write(RecordedRun run, Summary summary, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { OmitXmlDeclaration = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteDocType("html", null, null, null);
        var html = new HtmlWriter(xml);
        html.Element("html", () =>
        {
            html.Element("head", () => Head(html, summary));
            html.Element("body", () => Body(html, run, summary));
        }, ("lang", "en"));
    }

    private static void Head(HtmlWriter html, Summary summary)
    {
        html.Empty("meta", ("charset", "utf-8"));
        html.Empty("meta", ("http-equiv", "Content-Security-Policy"),
            ("content", $"default-src 'none'; style-src {HtmlWriter.Digest(Style)}; script-src {HtmlWriter.Digest(Script)}; base-uri 'none'; form-action 'none'"));
        html.Empty("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Empty("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Text("title", $"Tengen: {summary.Backend}");
        html.Asset("style", Style);
    }

    private static void Body(HtmlWriter html, RecordedRun run, Summary summary)
    {
        VerdictSection.Write(html, run, summary);
        html.Element("main", () =>
        {
            CoverageSection.Write(html, run, summary);
            GateSection.Write(html, run);
            MatrixSection.Write(html, run);
            WorstSection.Write(html, run);
            DistributionSection.Write(html, run);
            GapSection.Write(html, run, summary);
            PinSection.Write(html, run);
            CaseSection.Write(html, run);
        });
        html.Element("footer", () => html.Text("p", $"Written by tengen {SuiteVersion.Suite} from {run.Path}. This page needs no network and asks for nothing."));
        html.Asset("script", Script);
    }
}
