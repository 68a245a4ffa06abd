// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Verdicts;

namespace Tengen.Cli.Display;

/// <summary>What a certificate says, for a person: every claim in words, and what it leaves open.</summary>
internal static class CertificateDisplay
{
    public static void Print(Statement statement)
    {
        var (result, claims) = (statement.Predicate, statement.Predicate.Tengen);
        Terminal.Print(Terminal.Printable($"certificate: {result.Result} {statement.Subject[0].Name}, SHA-256 {statement.Subject[0].Digest.Values.FirstOrDefault()}"));
        foreach (var (name, text) in Lines(claims))
            Terminal.Print(Terminal.Printable($"  {name,-13} {text}"));
    }

    private static IEnumerable<(string Name, string Text)> Lines(CertificateClaims claims)
    {
        yield return ("profile", claims.Profile == "declared" ? "none: judged by what the backend declares" : claims.Profile);
        yield return ("level", $"{claims.Level}, not whole networks");
        yield return ("numerics", claims.NumericsClass == "default" ? "default: nothing looser than the strictest reading was declared" : $"declared: {Plural(claims.Numerics.Count, "declaration")} that differ from the strictest reading or among each other");
        yield return ("determinism", $"{claims.DeterminismClass}, the weakest that was declared");
        foreach (var line in Speed(claims))
            yield return ("speed", line);
        yield return ("verdicts", $"{string.Join(", ", claims.Verdicts.Select(pair => $"{Count(pair.Value)} {pair.Key}"))}; {Count(claims.Elements)} elements, worst err/bound {claims.WorstErrOverBound.ToString("0.000", CultureInfo.InvariantCulture)}");
        foreach (var (reason, cases) in claims.NotLookedAt)
            yield return ("not looked at", $"{string.Join(", ", cases)}: {reason}");
        yield return ("gates", string.Join(", ", claims.Gates));
        if (claims.Waived.Count == 0)
            yield return ("waived", "nothing");
        foreach (var (id, waiver) in claims.Waived)
            yield return ("waived", $"{id}: {waiver.Judged.Name()}, until {waiver.Expires:yyyy-MM-dd} by {waiver.Owner}: {waiver.Reason} ({waiver.Url})");
        yield return ("device", $"{claims.Device}{(claims.Identity is { } identity ? $"; {identity.Vendor}, {identity.Driver}, {identity.Location}, fingerprint {identity.Fingerprint}" : "")}");
        yield return ("options", claims.Options.Count == 0 ? "none" : string.Join(' ', claims.Options.Select(option => $"{option.Key}={option.Value}")));
        if (claims.Layers.Count > 0)
            yield return ("layers", string.Join(' ', claims.Layers));
        yield return ("machine", $"{claims.Environment.Cpu}, {claims.Environment.Os}, kernel {claims.Environment.Kernel}, {claims.Environment.Libc}, {claims.Environment.Runtime}");
        yield return ("suite", $"{claims.Suite}, cases of version {claims.CaseVersion}, ABI {claims.Abi}");
        yield return ("run", $"{claims.Started:u} to {claims.Finished:u} by '{claims.SelfDeclaredBy}', who says so himself; signed {claims.Signed:u}");
        yield return ("not proved", claims.NotProved);
        if (claims.Speed is { } speed)
            yield return ("not proved", speed.NotProved);
    }

    private static IEnumerable<string> Speed(CertificateClaims claims)
    {
        if (claims.Speed is not { } speed)
        {
            yield return claims.SpeedTier;
            yield break;
        }
        foreach (var (name, set) in speed.Sets)
            yield return string.Create(CultureInfo.InvariantCulture, $"{name} {set.Tier}: mean score {set.GeometricMean:0.00}, least {set.Least:0.00} ({set.LeastCase}), {set.Conclusive} of {set.Figures} figures conclusive");
        yield return $"against {speed.Roof}";
    }

    private static string Plural(int number, string noun) => $"{Count(number)} {noun}{(number == 1 ? "" : "s")}";

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
