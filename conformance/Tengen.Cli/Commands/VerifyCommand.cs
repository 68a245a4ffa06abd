// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen verify</c>: computes the verdicts of a run again from its evidence, without the device, and holds its certificate against it.</summary>
internal static class VerifyCommand
{
    private static readonly TimeSpan CaseLimit = TimeSpan.FromMinutes(10);

    public static Command Create()
    {
        var results = new Argument<FileSystemInfo>("results") { Description = "A results file with its evidence beside it, the folder of both, or a package (.zip)." };
        var named = RunFolder.CertificateOption();
        var key = new Option<FileInfo?>("--key") { Description = "The public key, PEM, that must have signed the certificate." };
        var issuer = new Option<FileInfo?>("--nonce-key") { Description = "The public key, PEM, that must have issued the nonce." };
        var sample = new Option<int?>("--sample") { Description = "Compute only this many verdicts again, chosen by --nonce." };
        var nonce = new Option<string?>("--nonce") { Description = "With --sample: the verifier's own text, which decides the choice." };
        var onnx = new OfficialCasesOption { Description = "The folder of official ONNX cases that the run was judged by." };
        var rerun = new Option<FileSystemInfo?>("--rerun") { Description = "Results of another run of the same cases under the same nonce, made on another machine or by a tool of another name: verdicts have to agree, and bits where they were promised." };
        var command = new Command("verify", "Computes the verdicts of a run again from its evidence, without the device.") { results, named, key, issuer, sample, nonce, onnx, rerun };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(sample) is < 1)
                throw new UsageException("--sample takes a number from 1");
            if (parsed.GetValue(sample) is null != parsed.GetValue(nonce) is null)
                throw new UsageException("--sample and --nonce go together: whoever verifies chooses the cases, by a text that the vendor could not know");
            onnx.Find(parsed);
            using var signer = parsed.GetValue(key) is { } file ? KeyFile.Read(file) : null;
            using var issuing = parsed.GetValue(issuer) is { } other ? KeyFile.Read(other) : null;
            using var unpacked = UnpackedRun.Open(parsed.GetRequiredValue(results));
            using var again = parsed.GetValue(rerun) is { } repeated ? UnpackedRun.Open(repeated) : null;
            var verification = new Verification(unpacked.Run);
            verification.Faults.InsertRange(0, unpacked.Faults);
            var certificate = RunFolder.CertificateOf(unpacked.Run, parsed.GetValue(named));
            if (certificate is not null)
                verification.Faults.AddRange(CertificateRules.Faults(certificate, unpacked.Run, signer, issuing));
            else if (signer is not null || issuing is not null)
                throw new UsageException($"there is no {Certificate.FileName} to check a key against", "name it by --certificate, or make it: tengen sign RESULTS --key KEY.pem --by WHO");
            var chosen = CaseSample.Of(verification.Computable, parsed.GetValue(sample), parsed.GetValue(nonce));
            foreach (var result in await Replay(unpacked.Run, chosen, parsed.GetValue(onnx)?.FullName, cancellation))
                if (result.Verdict == Verdict.NotRun && result.Rule is null)
                    throw new OperationCanceledException();
                else
                    verification.Take(result);
            var repetition = again is null ? null : new Repetition(unpacked.Run, again.Run);
            verification.Faults.AddRange(repetition?.Faults ?? []);
            VerifyReport.Print(unpacked.Run, verification, chosen.Count);
            if (repetition is not null)
                VerifyReport.PrintRepetition(repetition);
            VerifyReport.PrintCertificate(unpacked.Run, certificate, signer, issuing);
            VerifyReport.PrintOutcome(verification);
            return (int)(verification.Faults.Count > 0 ? ExitCode.Regression : verification.Missing > 0 ? ExitCode.Incomplete : ExitCode.Conformant);
        });
        return command;
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
            using var journal = new Journal(Path.Combine(folder.FullName, Journal.FileName));
            var display = new RunDisplay(cases.Count);
            return cases.Count == 0 ? [] : await display.Show(() => new Supervisor(settings, journal, display).Run(new CasePlan(cases), cancellation));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
