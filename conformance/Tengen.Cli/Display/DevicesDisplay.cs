// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Display;

/// <summary>Devices as a table, or one under the other where a table would break every word.</summary>
internal static class DevicesDisplay
{
    private const int NarrowestTable = 90;
    private static readonly string[] Columns = ["backend", "#", "device", "kind", "tier", "queues", "memory", "driver"];

    public static void Print(IReadOnlyList<BackendDevices> backends)
    {
        var rows = backends.SelectMany(Rows).ToList();
        if (Terminal.Data.Profile.Width < NarrowestTable)
            PrintBlocks(rows);
        else
            PrintTable(rows);
    }

    private static IEnumerable<string[]> Rows(BackendDevices backend) => backend.Error is { } error
        ? [[backend.Backend, "", error]]
        : backend.Devices.Select(device => new[]
        {
            backend.Backend,
            device.Index.ToString(),
            device.Name + (device.Simulated ? " (simulated)" : ""),
            device.Kind,
            device.Tier,
            device.Queues.ToString(),
            device.Memory == 0 ? "-" : $"{device.Memory / (1024.0 * 1024 * 1024):0.0} GiB",
            device.Driver,
        });

    private static void PrintTable(List<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns(Columns);
        foreach (var row in rows)
            table.AddRow([.. row.Select(Cell)]);
        Terminal.Data.Write(table);
    }

    private static void PrintBlocks(List<string[]> rows)
    {
        foreach (var row in rows)
        {
            Terminal.Data.WriteLine();
            foreach (var (name, value) in Columns.Zip(row))
                if (value.Length > 0)
                    Terminal.Data.MarkupLine($"[grey]{name,-8}[/] {Cell(value)}");
        }
    }

    private static string Cell(string value) => Markup.Escape(PlainText.Line(value));
}
