// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Profiles;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen package</c>: a certified run in one file, for others to verify.</summary>
internal static class PackageCommand
{
    public static Command Create()
    {
        var results = new Argument<FileSystemInfo>("results") { Description = "The results file of a run, or the folder it lies in." };
        var named = RunFolder.CertificateOption();
        var output = new Option<string>("--out") { Description = "The archive, .zip.", Required = true };
        output.Validators.Add(result => { if (result.GetValueOrDefault<string>()?.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) != true) result.AddError("--out takes a name that ends in .zip"); });
        var command = new Command("package", "Packs a certified run into one archive for others to verify.") { results, named, output };
        command.SetAction(parsed =>
        {
            using var run = RunFolder.Open(parsed.GetRequiredValue(results));
            var certificate = RunFolder.CertificateOf(run, parsed.GetValue(named)) ?? throw new UsageException($"there is no {Certificate.FileName} beside '{run.Path}'", "name it by --certificate, or make it: tengen sign RESULTS --key KEY.pem --by WHO");
            var faults = CertificateRules.Faults(certificate, run, null, null);
            if (faults.Count > 0)
            {
                foreach (var fault in faults)
                    Terminal.Error($"{fault.Rule}: {fault.Text}");
                return (int)ExitCode.Regression;
            }
            using (var file = OutputFile.Open(parsed.GetRequiredValue(output)))
                SubmissionPackage.Write(Path.GetDirectoryName(run.Path)!, certificate.ToJson(), run.Header.Profile is { } profile ? ProfileLibrary.FileOf(ProfileLibrary.Find(profile)!) : null, file);
            Terminal.Print($"{parsed.GetRequiredValue(output)}: {new FileInfo(parsed.GetRequiredValue(output)).Length:N0} bytes");
            Terminal.Next($"whoever trusts your key: tengen verify '{parsed.GetRequiredValue(output)}' --key PUB.pem");
            return (int)ExitCode.Conformant;
        });
        return command;
    }
}
