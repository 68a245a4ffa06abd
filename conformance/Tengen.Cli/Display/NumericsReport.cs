// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>What probes measured beside what is declared, and the cases that showed nothing.</summary>
internal static class NumericsReport
{
    private const int Shown = 8;
    private static readonly string[] SumMembers = ["summation", "accumulator", "demotion", "fused", "rounding"];

    public static void Print(IReadOnlyList<CaseResult> results, Summary summary)
    {
        var sums = results.Where(result => Find(result, "summation") is not null).ToList();
        if (sums.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("numerics, measured", "order of sums", "accumulator", "inputs", "products", "rounding");
            foreach (var result in sums)
                table.AddRow([Name(result), .. SumMembers.Select(member => Markup.Escape(Find(result, member)?.Measured ?? "-"))]);
            Terminal.Data.Write(table);
        }
        var functions = results.Where(result => Find(result, "functions") is not null).GroupBy(result => Find(result, "functions")!.Declared).ToList();
        foreach (var group in functions)
            Terminal.Data.WriteLine($"functions, {group.Key} declared; measured: {string.Join(", ", group.Select(result => $"{Name(result)} {Find(result, "functions")!.Measured}"))}");
        List("better than declared (allowed; tolerances could be tighter)", [.. summary.UnderClaimed.Where(claim => !claim.Contains(" functions: ", StringComparison.Ordinal))]);
        List("vacuous", summary.VacuousCases);
    }

    private static string Name(CaseResult result) => Markup.Escape(string.Join(' ', result.Case.Split('/').Take(2)));

    private static ProbedNumeric? Find(CaseResult result, string member) => result.Probed?.FirstOrDefault(item => item.Member == member);

    private static void List(string title, IReadOnlyList<string> items)
    {
        foreach (var item in items.Take(Shown))
            Terminal.Data.WriteLine($"{title}: {item}");
        if (items.Count > Shown)
            Terminal.Data.WriteLine($"{title}: {items.Count - Shown} more, all in the --json summary");
    }
}
