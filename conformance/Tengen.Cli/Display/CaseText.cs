// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>A case that was not bad, with its figures.</summary>
internal static class CaseText
{
    public static void Print(IAnsiConsole console, CaseResult result)
    {
        console.MarkupLineInterpolated($"[green]{result.Verdict.Name()}[/] {result.Case}");
        if (result.Text is not null)
            console.WriteLine($"  {result.Rule}: {Terminal.Printable(result.Text)}");
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  {result.Elements:N0} elements, err/bound {Figure(result.ErrOverBound)}, err/(6 sigma + sys) {Figure(result.ErrOverStatistical)}, RMS {Figure(result.Rms)}"));
        console.WriteLine($"  gates: {string.Join(", ", result.Gates)}");
    }

    private static string Figure(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
