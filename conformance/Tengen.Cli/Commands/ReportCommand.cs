// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen report</c>: what a results file says, in the form that is asked for. Judges nothing again.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var results = new Argument<string>("results") { Description = "A results file (results.jsonl), or the folder it lies in." };
        var json = JsonOutput.Option();
        var junit = new Option<string?>("--junit") { Description = "Write JUnit XML for a CI system to this file, or to standard output with '-'." };
        var command = new Command("report", "Prints what a results file says, or writes it in other forms.") { results, json, junit };
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
