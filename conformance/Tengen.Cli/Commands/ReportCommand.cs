// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen report</c>: what results files say, in the form that is asked for. Judges nothing again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Argument<string[]>("results") { Description = "Results files (results.jsonl) or their folders: of one run of certify, of bench, or of both together.", Arity = ArgumentArity.OneOrMore };
        var json = JsonOutput.Option();
        var junit = new Option<string?>("--junit") { Description = "Write JUnit XML for a CI system to this file, or to standard output with '-'." };
        var html = new Option<string?>("--html") { Description = "Write one offline page for a certifier to this file; speeds are a section of it." };
        var csv = new Option<string?>("--csv") { Description = "Write the matrix operator x dtype with counts of verdicts; of a benchmark every figure." };
        var badge = new Option<string?>("--badge") { Description = "Write the verdict as a small SVG picture." };
        var command = new Command("report", "Prints what results files say, or writes it in other forms.") { results, html, junit, csv, badge, json };
        command.SetAction(parsed =>
        {
            var forms = new ReportForms([.. parsed.GetRequiredValue(results).Select(RecordedRun.Read)]);
            List<(string Target, Action<Stream> Write)> asked = [];
            foreach (var (option, write) in ((Option<string?>, Action<Stream>)[])[(json, forms.Json), (junit, forms.JUnit), (html, forms.Html), (csv, forms.Csv), (badge, forms.Badge)])
                if (parsed.GetValue(option) is { } target)
                    asked.Add((target, write));
            if (asked.Count(form => form.Target == OutputFile.StandardOutput) > 1)
                throw new UsageException("standard output holds one form", "give the other ones a file");
            foreach (var (target, write) in asked)
                ReportForms.Write(target, write);
            foreach (var run in forms.Runs.Where(run => run.IsCutOff))
                Terminal.Say($"the last line of '{run.Path}' was cut off and is left out");
            if (asked.Count == 0)
                forms.Print();
            return (int)ExitCode.Conformant;
        });
        return command;
    }
}
