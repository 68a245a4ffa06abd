// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Merging;
using Tengen.Conformance.Reports;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen merge</c>: makes one run of the parts that <c>certify --shard</c> left.</summary>
internal static class MergeCommand
{
    public static Command Create()
    {
        var parts = new Argument<string[]>("results") { Description = "Results files of the parts, or the folders they lie in; all of them.", Arity = ArgumentArity.OneOrMore };
        var target = new Option<DirectoryInfo>("--out") { Description = "Folder for the merged results.", Required = true };
        var json = JsonOutput.Option();
        var command = new Command("merge", "Proves that the parts of a run are the run, and makes one results file of them.") { parts, target, json };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(parts), parsed.GetRequiredValue(target).FullName, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string[] paths, string folder, string? json)
    {
        var parts = paths.Select(RecordedRun.Read).ToList();
        RecordedRun merged;
        try
        {
            merged = ShardMerge.Of(parts, Path.Combine(folder, Journal.FileName));
        }
        catch (MergeException e)
        {
            Terminal.Error(e.Message, e.IsIncomplete ? "run what is missing: tengen certify ... --shard i/n, or --resume of a part that was cut off" : "merge the parts of one run");
            return (int)(e.IsIncomplete ? ExitCode.Incomplete : ExitCode.Usage);
        }
        using (var journal = RunJournal.Begin(folder, merged.Header, merged.Plan))
            Write(merged, parts, journal);
        foreach (var part in parts)
            AddEvidence(Path.GetDirectoryName(part.Path)!, folder);
        var summary = Summary.Of(merged);
        if (json is not null)
            using (var output = OutputFile.Open(json))
                JsonOutput.Write(summary, output);
        if (json != OutputFile.StandardOutput)
            RunReport.Print(merged, summary);
        return (int)(summary.Conformant ? ExitCode.Conformant : ExitCode.ConformanceFailures);
    }

    /// <summary>The files that were mapped in any part are those of the whole.</summary>
    private static void Write(RecordedRun merged, List<RecordedRun> parts, Journal journal)
    {
        journal.Append(new JournalRecord { Opened = new DeviceOpened(merged.Device, merged.Identity) });
        if (merged.Pins is { } pins)
            journal.Append(new JournalRecord { Pins = pins });
        foreach (var module in parts.SelectMany(part => part.Modules).Distinct())
            journal.Append(new JournalRecord { Module = module });
        foreach (var incident in merged.Incidents)
            journal.Append(new JournalRecord { Incident = incident });
        foreach (var result in merged.Results)
            journal.Append(new JournalRecord { Result = result });
        journal.Append(new JournalRecord { End = merged.End });
    }

    private static void AddEvidence(string from, string to)
    {
        var source = Path.Combine(from, EvidenceFile.Name);
        if (!File.Exists(source))
            return;
        using var input = File.OpenRead(source);
        using var output = new FileStream(Path.Combine(to, EvidenceFile.Name), FileMode.Append);
        input.CopyTo(output);
    }
}
