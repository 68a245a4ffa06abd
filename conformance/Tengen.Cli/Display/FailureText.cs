// SPDX-License-Identifier: Apache-2.0
using Spectre.Console;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>A failed case in a few lines: id, verdict, rule and sentence, the deciding element, how to run it again.</summary>
internal static class FailureText
{
    public static void Print(IAnsiConsole console, RunHeader header, CaseResult result)
    {
        console.MarkupLineInterpolated($"[red]{result.Verdict.Name()}[/] {result.Case}");
        foreach (var line in CaseSentence.Lines(header, result).SkipLast(1))
            console.WriteLine($"  {Terminal.Printable(line)}");
        console.Profile.Out.Writer.WriteLine($"  again: {CaseSentence.Again(header, result)}");
    }
}
