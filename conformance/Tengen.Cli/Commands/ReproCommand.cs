// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen repro</c>: one case again, with everything known about it.</summary>
internal static class ReproCommand
{
    public static Command Create()
    {
        var backend = new BackendOptions();
        var id = new Argument<string>("case") { Description = "The case's id, as printed." };
        id.CompletionSources.Add(Suggestions.Cases);
        var timeout = new Option<double>("--timeout") { Description = "Seconds the case may take; then it is cancelled, and after half as long again, two seconds at least, its process is killed.", DefaultValueFactory = _ => 30 };
        var onnx = new OfficialCasesOption { Description = "The folder of official ONNX cases that an onnx/ case is one of." };
        var command = new Command("repro", "Runs one case again.");
        command.Arguments.Add(backend.Backend);
        command.Arguments.Add(id);
        command.Options.Add(timeout);
        command.Options.Add(onnx);
        backend.AddOptionsTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var name = parsed.GetRequiredValue(id);
            if (!(onnx.Find(parsed)?.Knows(name) ?? CaseCatalogue.Knows(name)))
                throw new UsageException($"there is no case '{name}'", "tengen list prints the case ids; an onnx/ case needs --onnx-cases DIR");
            var settings = new SupervisorSettings
            {
                Command = Self.Self(WorkerCommand.Name),
                Worker = backend.Settings(parsed, parsed.GetRequiredValue(backend.Backend)) with { OfficialCases = parsed.GetValue(onnx)?.FullName, SoftLimit = TimeSpan.FromSeconds(parsed.GetValue(timeout)) },
                Workers = 1,
                CaseLimit = SupervisorSettings.HardLimit(TimeSpan.FromSeconds(parsed.GetValue(timeout))),
            };
            return await Run(parsed.GetRequiredValue(backend.Backend), name, settings, backend.Again(parsed) + onnx.Again(parsed), cancellation);
        });
        return command;
    }

    private static async Task<int> Run(string backend, string id, SupervisorSettings settings, string conditions, CancellationToken cancellation)
    {
        var plan = new CasePlan([id]);
        var header = RunHeaders.Of(backend, settings, plan, null, smoke: false, null, conditions);
        using var journal = new Journal(Path.Combine(ResultsFolder.New(backend), Journal.FileName));
        journal.Append(new JournalRecord { Run = header });
        journal.Append(new JournalRecord { Plan = plan.Ids });
        var display = new RunDisplay(1);
        var results = await display.Show(() => new Supervisor(settings, journal, display).Run(plan, cancellation));
        var result = results[0];
        if (result.Verdict.IsAcceptable())
            CaseText.Print(Terminal.Data, result);
        else
            FailureText.Print(Terminal.Data, header, result);
        return (int)(result.Verdict == Verdict.NotRun ? ExitCode.Incomplete : result.Verdict.IsAcceptable() ? ExitCode.Conformant : ExitCode.ConformanceFailures);
    }
}
