// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Spectre.Console;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;

namespace Tengen.Cli.Display;

/// <summary>The outcome of a verification for a person: what does not hold, what was computed again, what cannot be.</summary>
internal static class VerifyReport
{
    private const int ShownFaults = 50;

    public static void Print(RunFiles run, Verification verification, int recomputed)
    {
        foreach (var fault in verification.Faults.Take(ShownFaults))
            Terminal.Data.MarkupLineInterpolated($"[red]{fault.Rule}[/] {Terminal.Printable(fault.Where)}: {Terminal.Printable(fault.Text)}");
        if (verification.Faults.Count > ShownFaults)
            Terminal.Print($"... and {verification.Faults.Count - ShownFaults} more");
        Terminal.Print($"{Terminal.Printable(run.Header.Backend)}, suite {run.Header.Suite}, nonce {Terminal.Printable(run.Header.Nonce)}, {Count(run.Header.Planned)} cases planned, {Count(run.Results.Count)} judged");
        Terminal.Print($"computed again from evidence: {Count(recomputed)} of {Count(verification.Computable.Count())} verdicts");
        Terminal.Print($"observed beside the device, not computable: {(verification.Observed.Count == 0 ? "none" : string.Join(", ", verification.Observed.Select(pair => $"{Count(pair.Value)} {pair.Key}")))}");
        Terminal.Print("offline recomputation proves arithmetic, not that a device produced the outputs");
    }

    public static void PrintRepetition(Repetition repetition) => Terminal.Print(
        $"repeated: {Count(repetition.Compared)} verdicts compared, outputs of {Count(repetition.BitForBit)} cases bit for bit{(repetition.SameDevice ? "" : "; the devices have no fingerprint in common, so that bits may differ")}");

    public static void PrintCertificate(RunFiles run, DsseEnvelope? certificate, SigningKey? key, SigningKey? issuer)
    {
        if (certificate is not null && Certificate.In(certificate) is { } statement)
            CertificateDisplay.Print(statement);
        Terminal.Print(certificate is null ? "certificate: none" : $"signature: {(key is null ? "not checked, no --key was given" : $"held against the key {key.Id}")}");
        Terminal.Print(run.Pins?.NonceOrigin switch
        {
            NonceOrigin.Issued => $"nonce: issued after the plugin was committed to; {(issuer is null ? "the issuer's signature was not checked, no --nonce-key was given" : $"held against the key {issuer.Id}")}",
            NonceOrigin.SelfIssued => "nonce: chosen by whoever ran it",
            _ => "nonce: the constant of daily use, known to everybody",
        });
    }

    public static void PrintOutcome(Verification verification)
    {
        if (verification.Faults.Count > 0)
            Terminal.Data.MarkupLineInterpolated($"[red]NOT VERIFIED[/] {Count(verification.Faults.Count)} faults");
        else if (verification.Missing > 0)
            Terminal.Data.MarkupLineInterpolated($"[yellow]INCOMPLETE[/] {Count(verification.Missing)} planned cases have no result; what is there holds");
        else
            Terminal.Data.MarkupLineInterpolated($"[green]VERIFIED[/] every verdict that was computed again is the recorded one");
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
