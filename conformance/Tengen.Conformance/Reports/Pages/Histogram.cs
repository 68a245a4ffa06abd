// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Reports.Pages;

/// <summary>A histogram as inline SVG: 20 bins from 0 to 1, and one for what lies above, which is drawn apart.</summary>
internal static class Histogram
{
    private const int Bins = 20, BinWidth = 9, Gap = 18, Height = 70, Top = 16, Bottom = 16, Left = 4;
    private const int Width = Left + (Bins + 1) * BinWidth + Gap + Left;

    public static void Write(HtmlWriter html, string title, IReadOnlyList<double> values)
    {
        var counts = new int[Bins + 1];
        foreach (var value in values)
            counts[value > 1 ? Bins : Math.Min(Bins - 1, (int)(value * Bins))]++;
        var most = Math.Max(1, counts.Max());
        html.Element("svg", () =>
        {
            html.Text("title", Words(title, counts, values));
            html.Text("text", title, ("x", $"{Left}"), ("y", "11"), ("class", "name"));
            html.Text("text", PageText.Plural(values.Count, "case"), ("x", $"{Width - Left}"), ("y", "11"), ("text-anchor", "end"));
            for (var bin = 0; bin <= Bins; bin++)
                if (counts[bin] > 0)
                    Bar(html, bin, counts[bin], most);
            html.Empty("path", ("d", $"M{Left} {Top + Height + 0.5}h{Bins * BinWidth}m{Gap} 0h{BinWidth}"), ("class", "axis"));
            Label(html, Left, "0", "start");
            Label(html, Left + Bins * BinWidth / 2, "0.5", "middle");
            Label(html, Left + Bins * BinWidth, "1", "end");
            Label(html, Width - Left, ">1", "end");
        }, ("viewBox", $"0 0 {Width} {Top + Height + Bottom}"), ("width", $"{Width}"), ("height", $"{Top + Height + Bottom}"), ("role", "img"));
    }

    private static void Bar(HtmlWriter html, int bin, int count, int most)
    {
        var height = Math.Max(1, Height * (double)count / most);
        html.Empty("rect", ("x", $"{Left + bin * BinWidth + (bin == Bins ? Gap : 0)}"), ("y", PageText.Point(Top + Height - height)), ("width", $"{BinWidth - 1}"), ("height", PageText.Point(height)),
            ("class", bin == Bins ? "over" : null));
    }

    private static void Label(HtmlWriter html, int x, string text, string anchor) => html.Text("text", text, ("x", $"{x}"), ("y", $"{Top + Height + 12}"), ("text-anchor", anchor));

    private static string Words(string title, int[] counts, IReadOnlyList<double> values) =>
        $"{title}: {values.Count} cases, median {PageText.Ratio(values.Order().ElementAt(values.Count / 2))}, largest {PageText.Ratio(values.Max())}, {counts[Bins]} above 1";
}
