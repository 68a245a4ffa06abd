// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen verify</c>: computes the verdicts of a run again from its evidence, without the device.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan CaseLimit = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var results = new Argument<FileInfo>("results") { Description = "The results file of a run, results.jsonl, with its evidence beside it." };
        var sample = new Option<int?>("--sample") { Description = "Compute only this many verdicts again, chosen by --nonce." };
        var nonce = new Option<string?>("--nonce") { Description = "With --sample: the verifier's own text, which decides the choice." };
        var onnx = new OfficialCasesOption { Description = "The folder of official ONNX cases that the run was judged by." };
        var command = new Command("verify", "Computes the verdicts of a run again from its evidence, without the device.") { results, sample, nonce, onnx };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(sample) is < 1)
                throw new UsageException("--sample takes a number from 1");
            if (parsed.GetValue(sample) is null != parsed.GetValue(nonce) is null)
                throw new UsageException("--sample and --nonce go together: whoever verifies chooses the cases, by a text that the vendor could not know");
            onnx.Find(parsed);
            using var run = Open(parsed.GetRequiredValue(results));
            var verification = new Verification(run);
            var chosen = CaseSample.Of(verification.Computable, parsed.GetValue(sample), parsed.GetValue(nonce));
            foreach (var result in await Replay(run, chosen, parsed.GetValue(onnx)?.FullName, cancellation))
                if (result.Verdict == Verdict.NotRun && result.Rule is null)
                    throw new OperationCanceledException();
                else
                    verification.Take(result);
            VerifyReport.Print(run, verification, chosen.Count);
            return (int)(verification.Faults.Count > 0 ? ExitCode.Regression : verification.Missing > 0 ? ExitCode.Incomplete : ExitCode.Conformant);
        });
        return command;
    }

    private static RunFiles Open(FileInfo results)
    {
        try
        {
            return new RunFiles(results.FullName);
        }
        catch (Exception e) when (e is EvidenceException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException(e.Message, "tengen certify prints where its results file is");
        }
    }

    private static async Task<IReadOnlyList<CaseResult>> Replay(RunFiles run, IReadOnlyList<string> cases, string? official, CancellationToken cancellation)
    {
        var settings = new SupervisorSettings
        {
            Command = Self.Self(WorkerCommand.Name),
            Worker = new WorkerSettings(run.Header.Backend, 0, run.Header.Options, run.Header.Nonce, [], official, Replay: run.Path),
            CaseLimit = CaseLimit,
        };
        var folder = Directory.CreateTempSubdirectory("tengen-verify-");
        try
        {
            using var journal = new Journal(Path.Combine(folder.FullName, "results.jsonl"));
            var display = new RunDisplay(cases.Count);
            return cases.Count == 0 ? [] : await display.Show(() => new Supervisor(settings, journal, display).Run(new CasePlan(cases), cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
