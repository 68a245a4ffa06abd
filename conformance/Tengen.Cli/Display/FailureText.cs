// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>A failed case in a few lines: id, verdict, rule and sentence, the deciding element, how to run it again.</summary>
internal static class FailureText
{
    public static void Print(IAnsiConsole console, CaseResult result, string backend, string conditions)
    {
        console.MarkupLineInterpolated($"[red]{result.Verdict.Name()}[/] {result.Case}");
        if (result.Rule is not null || result.Text is not null)
            console.WriteLine($"  {result.Rule}: {Terminal.Printable(result.Text ?? "")}");
        if (result.Worst is { } worst)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"  output {worst.Output} at [{string.Join(',', worst.Index)}]: got {worst.Got:R}, want {worst.Want:R} +- {worst.Tolerance:G4}, err/bound {worst.Ratio:G4}; {worst.Rejected} of {worst.Elements} elements rejected"));
        if (result.Hint is not null)
            console.WriteLine($"  hint: {result.Hint}");
        console.Profile.Out.Writer.WriteLine($"  again: tengen repro {backend} '{result.Case}'{conditions}");
    }
}
