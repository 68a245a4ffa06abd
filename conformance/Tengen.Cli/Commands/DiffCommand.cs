// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen diff A B</c>: what changed from one run to another, of certify or of bench; exit 8 when something got worse.</summary>
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
        var command = new Command("diff", "Says what changed from one run of certify, or of bench, to another.") { before, after, json, factor };
        command.SetAction(parsed =>
        {
            var (was, now) = (RecordedRun.Read(parsed.GetRequiredValue(before)), RecordedRun.Read(parsed.GetRequiredValue(after)));
            return (was.Speed, now.Speed) switch
            {
                (null, null) => Say(RunDiff.Of(was, now, parsed.GetValue(factor)), ConformanceJson.Default.RunDiff, parsed.GetValue(json), DiffDisplay.Print, diff => (diff.Regressions, diff.Common)),
                ({ } slow, { } fast) => Say(SpeedDiff.Of(slow, fast), ConformanceJson.Default.SpeedDiff, parsed.GetValue(json), DiffDisplay.Print, diff => (diff.Regressions, diff.Common)),
                _ => throw new UsageException("one file holds verdicts, the other one speeds", "compare two runs of certify, or two of bench"),
            };
        });
        return command;
    }

    private static int Say<T>(T diff, JsonTypeInfo<T> type, string? json, Action<T> print, Func<T, (int Regressions, int Common)> counts)
    {
        if (json is not null)
            using (var stream = OutputFile.Open(json))
                JsonOutput.Write(diff, type, stream);
        if (json != OutputFile.StandardOutput)
            print(diff);
        var (regressions, common) = counts(diff);
        return (int)(regressions > 0 ? ExitCode.Regression : common == 0 ? ExitCode.NothingSelected : ExitCode.Conformant);
    }
}
