// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Xml;
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Reports;

/// <summary>The verdict as a small SVG picture for a web page: needs nothing but itself.</summary>
public static class Badge
{
    private const int Height = 20, Padding = 7, Baseline = 14, FontSize = 11;

    /// <summary>Writes the picture; <paramref name="output"/> stays open.</summary>
    public static void Write(RecordedRun run, Summary summary, Stream output)
    {
        var headline = Headline.Of(run, summary);
        var (label, message) = (summary.Profile is { } profile ? $"tengen {profile.Name}" : "tengen", headline.Word.ToLowerInvariant());
        var (left, right) = (Width(label) + 2 * Padding, Width(message) + 2 * Padding);
        using var xml = XmlWriter.Create(output, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false), CloseOutput = false });
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        Attributes(xml, ("width", Number(left + right)), ("height", Number(Height)), ("viewBox", $"0 0 {Number(left + right)} {Height}"), ("role", "img"), ("aria-label", $"{label}: {message}"));
        xml.WriteElementString("title", PlainText.Of($"{headline.Word} {headline.Text}; {run.Device}; suite {summary.Suite}, {summary.Planned} cases"));
        Plate(xml, 0, left, "#3c4450");
        Plate(xml, left, right, headline.State switch { RunState.Conformant => "#1a7f4b", RunState.NotConformant => "#b3261e", _ => "#8a6100" });
        xml.WriteStartElement("g");
        Attributes(xml, ("fill", "#fff"), ("font-family", "Verdana,DejaVu Sans,Geneva,sans-serif"), ("font-size", Number(FontSize)));
        Words(xml, Padding, label);
        Words(xml, left + Padding, message);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Plate(XmlWriter xml, double x, double width, string fill)
    {
        xml.WriteStartElement("rect");
        Attributes(xml, ("x", Number(x)), ("width", Number(width)), ("height", Number(Height)), ("fill", fill));
        xml.WriteEndElement();
    }

    private static void Words(XmlWriter xml, double x, string text)
    {
        xml.WriteStartElement("text");
        Attributes(xml, ("x", Number(x)), ("y", Number(Baseline)), ("textLength", Number(Width(text))), ("lengthAdjust", "spacingAndGlyphs"));
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Attributes(XmlWriter xml, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        foreach (var (name, value) in attributes)
            xml.WriteAttributeString(name, value);
    }

    /// <summary>Of the text in a wide sans-serif face; whatever face is there, <c>textLength</c> makes it fit.</summary>
    private static double Width(string text) => Math.Ceiling(text.Sum(letter => letter switch
    {
        'i' or 'j' or 'l' or '.' or ',' or ':' or '\'' => 3.2,
        'f' or 't' or 'r' or ' ' or '-' or '/' or '(' or ')' => 4.6,
        'm' or 'w' or 'M' or 'W' => 10.2,
        _ when char.IsAsciiLetterUpper(letter) => 7.8,
        _ => 6.9,
    }));

    private static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
