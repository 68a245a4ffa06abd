// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Xml;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>
/// A run as JUnit XML, the dialect that CI systems agree on: a suite for each operator or family of cases. Bad numbers and broken obligations
/// are failures; deaths, hangs and cases that were not reached are errors; declined and vacuous cases are skipped, with the reason.
/// </summary>
public static class JUnit
{
    /// <summary>Writes the document; <paramref name="output"/> stays open.</summary>
    public static void Write(RecordedRun run, Stream output)
    {
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartElement("testsuites");
        xml.WriteAttributeString("name", PlainText.Of($"tengen certify {run.Header.Backend}"));
        Totals(xml, run.Results);
        foreach (var group in run.Results.GroupBy(result => CaseName.Of(result.Case).Family))
            Suite(xml, run, group.Key, [.. group]);
        xml.WriteEndElement();
    }

    private static void Suite(XmlWriter xml, RecordedRun run, string family, IReadOnlyList<CaseResult> results)
    {
        xml.WriteStartElement("testsuite");
        xml.WriteAttributeString("name", PlainText.Of(family));
        Totals(xml, results);
        xml.WriteAttributeString("timestamp", run.Header.Started.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture));
        xml.WriteStartElement("properties");
        foreach (var (name, value) in Properties(run))
        {
            xml.WriteStartElement("property");
            xml.WriteAttributeString("name", PlainText.Of(name));
            xml.WriteAttributeString("value", PlainText.Of(value));
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
        foreach (var result in results)
            Case(xml, run, result);
        xml.WriteEndElement();
    }

    private static void Totals(XmlWriter xml, IReadOnlyList<CaseResult> results)
    {
        void Count(string name, string kind) => xml.WriteAttributeString(name, results.Count(result => Kind(result.Verdict) == kind).ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("tests", results.Count.ToString(CultureInfo.InvariantCulture));
        Count("failures", "failure");
        Count("errors", "error");
        Count("skipped", "skipped");
        xml.WriteAttributeString("time", Time(results.Sum(result => result.Seconds)));
    }

    private static IEnumerable<(string Name, string Value)> Properties(RecordedRun run)
    {
        var header = run.Header;
        yield return ("backend", header.Backend);
        yield return ("device", run.Device);
        yield return ("suite", header.Suite);
        yield return ("abi", header.Abi);
        yield return ("nonce", header.Nonce);
        yield return ("plan", header.PlanHash);
        if (header.Profile is { } profile)
            yield return ("profile", profile);
        foreach (var (key, value) in header.Options)
            yield return ($"option.{key}", value);
    }

    private static void Case(XmlWriter xml, RecordedRun run, CaseResult result)
    {
        xml.WriteStartElement("testcase");
        xml.WriteAttributeString("classname", PlainText.Of(CaseName.Of(result.Case).Dotted));
        xml.WriteAttributeString("name", PlainText.Of(result.Case));
        xml.WriteAttributeString("time", Time(result.Seconds));
        if (Kind(result.Verdict) is { } kind)
        {
            xml.WriteStartElement(kind);
            xml.WriteAttributeString("message", PlainText.Of(CaseSentence.Short(result)));
            if (kind != "skipped")
            {
                xml.WriteAttributeString("type", result.Verdict.Name());
                xml.WriteString(PlainText.Of(string.Join('\n', CaseSentence.Lines(run.Header, result))));
            }
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static string? Kind(Verdict verdict) => verdict switch
    {
        Verdict.Pass => null,
        Verdict.Unsupported or Verdict.Vacuous or Verdict.Waived => "skipped",
        Verdict.Crash or Verdict.Hang or Verdict.DeviceLost or Verdict.NotRun => "error",
        _ => "failure",
    };

    private static string Time(double seconds) => seconds.ToString("0.000", CultureInfo.InvariantCulture);
}
