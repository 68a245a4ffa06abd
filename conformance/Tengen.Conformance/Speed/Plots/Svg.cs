// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;
using System.Text;
using Tengen.Conformance.Reports;

namespace Tengen.Conformance.Speed.Plots;

/// <summary>An SVG drawing of lines, marks and words. Words are text, drawn by the viewer's own font.</summary>
public sealed class Svg(double width, double height)
{
    /// <summary>Strokes that lie behind the figures; a page gives them its own colours.</summary>
    internal const string Faint = "#ddd", Strong = "#222";

    private readonly StringBuilder _body = new();

    internal void Line(double x1, double y1, double x2, double y2, string colour, double thickness = 1, bool dashed = false) =>
        Add($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" stroke=\"{colour}\" stroke-width=\"{thickness:0.##}\"{(dashed ? " stroke-dasharray=\"4 3\"" : "")}/>");

    /// <summary>A mark of a shape as well as a colour, for whoever cannot tell colours apart; its title shows when a pointer rests on it.</summary>
    internal void Dot(double x, double y, MarkStyle style, string title) =>
        Add($"<path class=\"mark\" transform=\"translate({x:0.##} {y:0.##})\" d=\"{style.Path}\" fill=\"{style.Colour}\" fill-opacity=\"0.8\"><title>{Words(title)}</title></path>");

    /// <param name="x">Where the anchor is.</param>
    /// <param name="y">The baseline.</param>
    /// <param name="text">Escaped here.</param>
    /// <param name="anchor">start, middle or end.</param>
    /// <param name="size">Of the letters.</param>
    internal void Text(double x, double y, string text, string anchor = "start", double size = 12) =>
        Add($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" font-size=\"{size:0.##}\">{Words(text)}</text>");

    /// <summary>The drawing as a file of its own.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:0.##} {height:0.##}\" font-family=\"sans-serif\" fill=\"#222\"><rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{_body}</svg>\n");

    /// <summary>The drawing as a part of an HTML page, in the page's own colours.</summary>
    /// <param name="title">Says what it shows to who cannot see it.</param>
    internal string InPage(string title) => string.Create(CultureInfo.InvariantCulture,
        $"<svg class=\"plot\" viewBox=\"0 0 {width:0.##} {height:0.##}\" role=\"img\"><title>{Words(title)}</title>\n{_body}</svg>");

    /// <summary>Plain and escaped: names come from outside.</summary>
    private static string Words(string text) => WebUtility.HtmlEncode(PlainText.Of(text));

    private void Add(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
