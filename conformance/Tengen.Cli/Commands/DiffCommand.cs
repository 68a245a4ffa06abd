// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen diff A B</c>: what changed from one run to another; exit 8 when something got worse.</summary>
internal static class DiffCommand
{
    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "Results file of the earlier run, or its folder." };
        var after = new Argument<string>("after") { Description = "Results file of the later run, or its folder." };
        var json = JsonOutput.Option();
        var factor = new Option<double>("--factor")
        {
            Description = $"By how much the err/bound of a case may grow; one below {RunDiff.LeastRatio} counts as {RunDiff.LeastRatio}.",
            DefaultValueFactory = _ => RunDiff.DefaultFactor,
        };
        factor.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not >= 1) result.AddError("--factor takes a number from 1"); });
        var command = new Command("diff", "Says what changed from one run to another.") { before, after, json, factor };
        command.SetAction(parsed =>
        {
            var diff = RunDiff.Of(RecordedRun.Read(parsed.GetRequiredValue(before)), RecordedRun.Read(parsed.GetRequiredValue(after)), parsed.GetValue(factor));
            if (parsed.GetValue(json) is { } target)
                using (var stream = OutputFile.Open(target))
                    JsonOutput.Write(diff, ConformanceJson.Default.RunDiff, stream);
            if (parsed.GetValue(json) != OutputFile.StandardOutput)
                DiffDisplay.Print(diff);
            return (int)(diff.Regressions > 0 ? ExitCode.Regression : diff.Common == 0 ? ExitCode.NothingSelected : ExitCode.Conformant);
        });
        return command;
    }
}
