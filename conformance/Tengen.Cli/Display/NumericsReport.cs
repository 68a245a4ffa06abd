// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>What probes measured beside what is declared, and the cases that showed nothing.</summary>
internal static class NumericsReport
{
    private const int Shown = 8;

    public static void Print(IReadOnlyList<CaseResult> results, Summary summary)
    {
        var probed = results.Where(result => result.Probed is { Length: > 0 }).ToList();
        if (probed.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("numerics, measured", "order of sums", "accumulator", "inputs", "products", "rounding");
            foreach (var result in probed)
                table.AddRow([Markup.Escape(string.Join(' ', result.Case.Split('/').Take(2))), .. new[] { "summation", "accumulator", "demotion", "fused", "rounding" }.Select(member => Markup.Escape(Measured(result, member)))]);
            Terminal.Data.Write(table);
        }
        List("better than declared (allowed; tolerances could be tighter)", summary.UnderClaimed);
        List("vacuous", summary.VacuousCases);
    }

    private static string Measured(CaseResult result, string member) => result.Probed!.FirstOrDefault(item => item.Member == member)?.Measured ?? "-";

    private static void List(string title, IReadOnlyList<string> items)
    {
        foreach (var item in items.Take(Shown))
            Terminal.Data.WriteLine($"{title}: {item}");
        if (items.Count > Shown)
            Terminal.Data.WriteLine($"{title}: {items.Count - Shown} more, all in the --json summary");
    }
}
