// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Reports.Pages;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen report</c>: what a results file says, in the form that is asked for. Judges nothing again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Argument<string>("results") { Description = "A results file (results.jsonl), or the folder it lies in." };
        var json = JsonOutput.Option();
        var junit = new Option<string?>("--junit") { Description = "Write JUnit XML for a CI system to this file, or to standard output with '-'." };
        var html = new Option<string?>("--html") { Description = "Write one offline page for a certifier to this file." };
        var csv = new Option<string?>("--csv") { Description = "Write the matrix operator x dtype with counts of verdicts." };
        var badge = new Option<string?>("--badge") { Description = "Write the verdict as a small SVG picture." };
        var command = new Command("report", "Prints what a results file says, or writes it in other forms.") { results, html, junit, csv, badge, json };
        command.SetAction(parsed =>
        {
            var run = RecordedRun.Read(parsed.GetRequiredValue(results));
            var summary = Summary.Of(run);
            List<(string Target, Action<Stream> Write)> forms = [];
            void Form(Option<string?> option, Action<Stream> write)
            {
                if (parsed.GetValue(option) is { } target)
                    forms.Add((target, write));
            }
            Form(json, stream => JsonOutput.Write(summary, stream));
            Form(junit, stream => JUnit.Write(run, stream));
            Form(html, stream => HtmlReport.Write(run, summary, stream));
            Form(csv, stream => CsvMatrix.Write(run, stream));
            Form(badge, stream => Badge.Write(run, summary, stream));
            if (forms.Count(form => form.Target == OutputFile.StandardOutput) > 1)
                throw new UsageException("standard output holds one form", "give the other ones a file");
            foreach (var (target, write) in forms)
                using (var stream = OutputFile.Open(target))
                    write(stream);
            if (run.IsCutOff)
                Terminal.Say($"the last line of '{run.Path}' was cut off and is left out");
            if (forms.Count == 0)
                RunReport.Print(run, summary);
            return (int)ExitCode.Conformant;
        });
        return command;
    }
}
