// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Reports.Pages;

/// <summary>A table in a region of its own: what is too wide or too high for the window scrolls there, by keyboard too.</summary>
internal static class ScrollingTable
{
    /// <param name="html">The page.</param>
    /// <param name="label">What the region is called by who cannot see it.</param>
    /// <param name="columns">Their headings; one that begins with # stands over figures.</param>
    /// <param name="body">Writes what comes after the headings.</param>
    /// <param name="style">Class of the table.</param>
    public static void Write(HtmlWriter html, string label, IReadOnlyList<string> columns, Action body, string? style = null) => html.Element("div", () => html.Element("table", () =>
    {
        html.Element("thead", () => html.Element("tr", () =>
        {
            foreach (var column in columns)
                html.Text("th", column.TrimStart('#'), ("scope", "col"), ("class", column.StartsWith('#') ? "n" : null));
        }));
        body();
    }, ("class", style)), ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", label));
}
