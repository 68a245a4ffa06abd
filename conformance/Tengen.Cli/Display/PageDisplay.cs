// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Explanations;

namespace Tengen.Cli.Display;

/// <summary>Pages on a console.</summary>
internal static class PageDisplay
{
    public static void Print(Page page)
    {
        Terminal.Data.MarkupLineInterpolated($"[bold]{page.Title}[/]");
        Terminal.Print(page.Text);
        if (page.Source is { } source)
            Terminal.Print(source);
        foreach (var section in page.Sections)
        {
            Terminal.Data.MarkupLineInterpolated($"\n[bold]{section.Heading}[/]");
            foreach (var line in section.Lines)
                Terminal.Print($"  {line}");
            if (section.Table is { } table)
                Terminal.Data.Write(Drawn(table));
        }
    }

    private static Table Drawn(PageTable table)
    {
        var drawn = new Table().Border(TableBorder.Simple);
        foreach (var heading in table.Header)
            drawn.AddColumn(new TableColumn(Markup.Escape(heading)));
        foreach (var row in table.Rows)
            drawn.AddRow([.. row.Select(Markup.Escape)]);
        return drawn;
    }
}
