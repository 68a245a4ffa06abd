// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;

namespace Tengen.Cli.Commands;

/// <summary><c>tengen nonce</c>: what a buyer answers to a vendor who has committed to a plugin.</summary>
internal static class NonceCommand
{
    public static Command Create()
    {
        var plugin = new Argument<string>("sha256") { Description = "The SHA-256 of the plugin that the vendor has committed to, as sha256sum prints it." };
        var key = new Option<FileInfo>("--key") { Description = "The issuer's private key, PEM, P-256.", Required = true };
        var output = new Option<string>("--out") { Description = "Where the signed nonce goes.", DefaultValueFactory = _ => "nonce.json" };
        plugin.Validators.Add(result => { if (result.GetValueOrDefault<string>() is not { Length: 64 } text || !text.All(char.IsAsciiHexDigitLower)) result.AddError("the plugin is named by its SHA-256: 64 lower-case hexadecimal digits"); });
        var command = new Command("nonce", "Issues a nonce for a plugin that was committed to by its digest.") { plugin, key, output };
        command.SetAction(parsed =>
        {
            using var signer = KeyFile.Read(parsed.GetRequiredValue(key));
            using (var file = OutputFile.Open(parsed.GetRequiredValue(output)))
                file.Write(IssuedNonce.Issue(parsed.GetRequiredValue(plugin), DateTimeOffset.UtcNow, signer).ToJson());
            Terminal.Say($"issued by {signer.Id}");
            Terminal.Next($"the vendor: tengen certify PLUGIN --issued-nonce {parsed.GetRequiredValue(output)}");
            return (int)ExitCode.Conformant;
        });
        return command;
    }
}
