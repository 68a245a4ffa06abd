// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Diagnostics;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen certify</c>: judges a backend on the generated plan and says whether it is conformant.</summary>
internal static class CertifyCommand
{
    /// <summary>A runtime and a driver need some seconds even where cases need none.</summary>
    private const double LeastStartSeconds = 10;

    public static Command Create()
    {
        var backend = new BackendOptions();
        var json = JsonOutput.Option();
        var profile = new ProfileOption();
        var results = new Option<DirectoryInfo?>("--results") { Description = "Folder for the results file. Default: a new one under the user's state folder." };
        var resume = new Option<FileSystemInfo?>("--resume") { Description = "A results file, or its folder: goes on with that run, which was interrupted or killed. Everything else has to be as it was then." };
        var shard = new Option<string?>("--shard") { Description = "Only part i of n of the plan, as i/n. 'tengen merge' makes one run of all parts." };
        var smoke = new Option<bool>("--smoke") { Description = "A fast look: one case of each operator and dtype. It shows conformance to nothing." };
        var filter = new Option<string[]>("--filter") { Description = "Only cases whose id matches this glob, such as 'MatMul/*'. May be repeated.", DefaultValueFactory = _ => [] };
        filter.CompletionSources.Add(Suggestions.Globs);
        var workers = new Option<int>("--workers") { Description = "Processes that run cases at one time.", DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount) };
        var timeout = new Option<double>("--timeout") { Description = "Seconds a case may take; then it is cancelled, and after half as long again, two seconds at least, its process is killed.", DefaultValueFactory = _ => 30 };
        var memory = new Option<int>("--memory") { Description = "MiB of memory that a process may hold before it is killed.", DefaultValueFactory = _ => 4096 };
        var onnx = new OfficialCasesOption { Description = "A folder of official ONNX cases to judge by, in place of the generated ones; with 'reference', the oracle itself is held to them." };
        var evidence = new Option<bool>("--evidence") { Description = "Keep the device's outputs beside the results, so that 'tengen verify' can compute every verdict again.", DefaultValueFactory = _ => true };
        var pins = new PinOptions();
        workers.Validators.Add(result => { if (result.GetValueOrDefault<int>() is < 1 or > 256) result.AddError("--workers takes a number from 1 to 256"); });
        shard.Validators.Add(result => { if (Shard.Parse(result.GetValueOrDefault<string?>() ?? "") is null) result.AddError("--shard takes i/n with i from 1 to n"); });
        memory.Validators.Add(result => { if (result.GetValueOrDefault<int>() < 256) result.AddError("--memory takes MiB, from 256: the suite itself needs some"); });
        timeout.Validators.Add(result => { if (result.GetValueOrDefault<double>() is not (> 0 and < 86400)) result.AddError("--timeout takes seconds, above 0"); });

        var command = new Command("certify", "Judges a backend and says whether it is conformant.") { json, results, resume, shard, smoke, profile.Option, filter, workers, timeout, memory, onnx, evidence };
        backend.AddTo(command);
        pins.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(backend.Backend);
            var chosen = profile.Chosen(parsed);
            if (chosen is not null && parsed.GetRequiredValue(filter).Length > 0)
                throw new UsageException("--filter would leave out cases of the profile, and the verdict needs all of them", $"tengen list --profile {chosen.Name} prints them");
            if (chosen is not null && parsed.GetValue(onnx) is not null)
                throw new UsageException("--profile is about generated cases, --onnx-cases about official ones: choose one");
            if (parsed.GetValue(resume) is not null && parsed.GetValue(results) is not null)
                throw new UsageException("--resume goes on in the results file it names, --results begins one: choose one");
            if (parsed.GetValue(smoke) && (chosen is not null || parsed.GetValue(onnx) is not null))
                throw new UsageException("--smoke looks at the generated cases of all operators, not at a profile or at official cases");
            var official = onnx.Find(parsed);
            var pinned = pins.Read(parsed, backend.Settings(parsed, name) with { OfficialCases = parsed.GetValue(onnx)?.FullName, Evidence = parsed.GetValue(evidence) });
            var settings = new SupervisorSettings
            {
                Command = Self.Self(Commands.WorkerCommand.Name),
                Worker = pinned.Settings with { SoftLimit = TimeSpan.FromSeconds(parsed.GetValue(timeout)) },
                Workers = parsed.GetValue(workers),
                Shrunk = CertifyReport.ShownFailures,
                CaseLimit = SupervisorSettings.HardLimit(TimeSpan.FromSeconds(parsed.GetValue(timeout))),
                Repeats = !parsed.GetValue(smoke) && pinned.Settings is { Evidence: true, Backend: not Subjects.Reference },
                MemoryLimit = (long)parsed.GetValue(memory) << 20,
                StartLimit = TimeSpan.FromSeconds(Math.Max(LeastStartSeconds, parsed.GetValue(timeout))),
            };
            return await Run(name, settings, pinned, official?.Ids ?? chosen?.Under(settings.Worker.Nonce) ?? CaseCatalogue.Under(settings.Worker.Nonce), parsed.GetRequiredValue(filter), chosen, parsed.GetValue(shard) is { } part ? Shard.Parse(part) : null, parsed.GetValue(smoke), parsed.GetValue(results)?.FullName, parsed.GetValue(resume)?.FullName, parsed.GetValue(json), backend.Again(parsed) + pinned.Again + onnx.Again(parsed), cancellation);
        });
        return command;
    }

    private static async Task<int> Run(string name, SupervisorSettings settings, Pinned pinned, IEnumerable<string> cases, string[] filter, Profile? profile, Shard? shard, bool smoke, string? folder, string? resume, string? json, string conditions, CancellationToken cancellation)
    {
        var chosen = new CaseFilter(filter);
        var selected = cases.Where(chosen.Matches);
        var plan = new CasePlan(smoke ? SmokePlan.Of(selected) : selected);
        var own = shard?.Of(plan) ?? plan;
        if (own.Ids.Count == 0)
        {
            Terminal.Error(plan.Ids.Count > 0 ? $"part {shard} of {plan.Ids.Count} cases is empty" : $"no case matches {string.Join(' ', filter)}", "tengen list prints the case ids");
            return (int)ExitCode.NothingSelected;
        }
        using var output = json is null ? null : OutputFile.Open(json);
        var header = RunHeaders.Of(name, settings, plan, shard, smoke, profile, conditions);
        var (opened, before) = resume is null ? (RunJournal.Begin(folder, header, plan), []) : RunJournal.Resume(resume, header, plan);
        using var journal = opened;
        pinned.Keep(journal, before);
        if (resume is not null)
            journal.Append(new JournalRecord { Resumed = DateTimeOffset.UtcNow });

        var display = new RunDisplay(own.Ids.Count);
        using var evidence = settings.Worker.Evidence ? new EvidenceFile(Path.Combine(Path.GetDirectoryName(journal.Path)!, EvidenceFile.Name)) : null;
        var supervisor = new Supervisor(settings, journal, display, evidence, new MappedModules(journal, pinned.Plugin));
        supervisor.Resume(before);
        foreach (var result in supervisor.Results(plan).Where(result => result.Verdict != Verdict.NotRun))
            display.Judged(result);
        var clock = Stopwatch.StartNew();
        Exception? lost = null;
        try
        {
            await display.Show(() => supervisor.Run(own, cancellation));
        }
        catch (Exception e) when (e is JournalException or SuiteFaultException)
        {
            lost = e;
        }
        var judged = supervisor.Results(plan);
        var stale = 0;
        if (lost is null)
            judged = pinned.Apply(judged, journal, out stale);
        var end = new RunEnd(DateTimeOffset.UtcNow, clock.Elapsed.TotalSeconds + RunClock.Of(before), Summary.Count(judged), supervisor.Isolation);
        if (lost is null)
            journal.Append(new JournalRecord { End = end });
        var run = new RecordedRun { Header = header, Device = display.Device.Length > 0 ? display.Device : before.Select(record => record.Opened?.Device).OfType<string>().FirstOrDefault(""), Plan = plan, Incidents = supervisor.Incidents, Results = judged, End = end, Path = Path.GetFullPath(journal.Path) };
        var summary = Summary.Of(run);
        if (output is not null)
            JsonOutput.Write(summary, output);
        if (json != OutputFile.StandardOutput)
            RunReport.Print(run, summary);
        if (lost is SuiteFaultException)
            throw lost;
        if (lost is not null)
        {
            Terminal.Error(lost.Message, "free some space, or choose another folder with --results; the table above holds what was judged");
            return (int)ExitCode.Incomplete;
        }
        if (supervisor.Results(own).Any(result => result.Verdict == Verdict.NotRun) || RepeatDraw.Missing(header, supervisor.Results(own)).Count > 0)
            return (int)ExitCode.Incomplete;
        var isGood = shard is null && !smoke ? summary.Conformant : judged.All(result => result.Verdict.IsAcceptable() || result.Verdict == Verdict.NotRun);
        if (!isGood)
            return (int)ExitCode.ConformanceFailures;
        return (int)(stale == 0 ? ExitCode.Conformant : ExitCode.StaleExpectation);
    }
}
