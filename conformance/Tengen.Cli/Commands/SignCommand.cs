// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Security.Cryptography;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen sign</c>: turns a complete conformant run into a signed certificate.</summary>
internal static class SignCommand
{
    public static Command Create()
    {
        var results = new Argument<FileSystemInfo>("results") { Description = "The results file of a run, or the folder it lies in." };
        var speed = new Argument<string?>("speed") { Description = "Results of a benchmark of the same plugin on the same device, for a speed tier; a copy goes beside the results.", Arity = ArgumentArity.ZeroOrOne };
        var key = new Option<FileInfo>("--key") { Description = "The signer's private key, PEM, P-256.", Required = true };
        var by = new Option<string>("--by") { Description = "Who ran it, in your own words. Nobody checks them; the certificate says so.", Required = true };
        var output = new Option<string?>("--out") { Description = $"Where the certificate goes. Default: {Certificate.FileName} beside the results." };
        var command = new Command("sign", "Signs a certificate of a complete conformant run.") { results, speed, key, by, output };
        command.SetAction(parsed =>
        {
            using var signer = KeyFile.Read(parsed.GetRequiredValue(key));
            using var run = RunFolder.Open(parsed.GetRequiredValue(results));
            try
            {
                CertificateRules.Require(run);
                var benchmark = Benchmark(run, parsed.GetValue(speed));
                var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
                var statement = Certificate.Of(run, parsed.GetRequiredValue(by), now, benchmark);
                var envelope = DsseEnvelope.Sign(Statement.PayloadType, Certificate.Serialize(statement), signer);
                var path = parsed.GetValue(output) ?? Path.Combine(Path.GetDirectoryName(run.Path)!, Certificate.FileName);
                if (benchmark is not null && benchmark.Run.Path != SpeedFile.PathBeside(run))
                    File.Copy(benchmark.Run.Path, SpeedFile.PathBeside(run), overwrite: true);
                using (var file = OutputFile.Open(path))
                    file.Write(envelope.ToJson());
                CertificateDisplay.Print(statement);
                Terminal.Print($"signed with the key {signer.Id}: {path}");
                Terminal.Next($"tengen package '{run.Path}'{(parsed.GetValue(output) is null ? "" : $" --certificate '{path}'")} --out SUBMISSION.zip");
                return (int)ExitCode.Conformant;
            }
            catch (CertificateException e)
            {
                Terminal.Error($"not signed: {e.Message}", e.Next);
                return (int)ExitCode.ConformanceFailures;
            }
            catch (CryptographicException e)
            {
                throw new UsageException($"the key cannot sign: {e.Message}", "give the private key");
            }
        });
        return command;
    }

    /// <summary>The benchmark that is to be claimed; null when none is. One beside the results is part of what was signed: it is claimed by name or not there.</summary>
    private static SpeedFile? Benchmark(RunFiles run, string? path)
    {
        if (path is not null)
            return SpeedFile.Read(path);
        return File.Exists(SpeedFile.PathBeside(run))
            ? throw new UsageException($"'{SpeedFile.PathBeside(run)}' is the benchmark of an earlier certificate", "name it, to claim its speed again, or remove it")
            : null;
    }
}
