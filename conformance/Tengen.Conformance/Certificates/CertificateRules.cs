// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Contract;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Waivers;

namespace Tengen.Conformance.Certificates;

/// <summary>Which runs may be certified, and whether a certificate is that of a run.</summary>
public static class CertificateRules
{
    /// <summary>Only a complete, conformant run of a whole profile, or of all generated cases, with evidence, on a plugin, by a suite with all its parts.</summary>
    /// <exception cref="CertificateException">Why not, and what to do.</exception>
    public static void Require(RunFiles run)
    {
        ArgumentNullException.ThrowIfNull(run);
        var verification = new Verification(run);
        if (verification.Faults.Count > 0)
            throw new CertificateException($"{verification.Faults[0].Where}: {verification.Faults[0].Text}", "tengen verify RESULTS names everything that does not hold");
        if (run.End is null || verification.Missing > 0)
            throw new CertificateException($"the run is incomplete: {verification.Missing} of {run.Header.Planned} cases have no result", "certify again");
        if (run.Pins?.PluginSha256 is null)
            throw new CertificateException("the run pins no plugin: only a backend is certified, not the oracle", "certify a plugin");
        if (run.Header.Profile is null && !verification.Plan.Ids.SequenceEqual(CaseCatalogue.Under(run.Header.Nonce)))
            throw new CertificateException("the run is a selection of cases: it shows less than a certificate says", "certify without --filter, or with --profile");
        if (run.Results.Where(result => result.Rule == NotBuilt.Rule).ToList() is [var first, ..] unseen)
            throw new CertificateException($"{unseen.Count} cases were judged without a part of the suite that they need, such as {first.Case}: {first.Text}", "certify again with all parts of the suite");
        if (!run.Header.Repeats)
            throw new CertificateException("no case was repeated in an ordinary host", "certify again without --smoke, and with --evidence");
        if (Stale(run) is { } waiver)
            throw new CertificateException($"the waiver of {waiver} is stale: the case does not fail", "remove it from the waiver file and certify again");
        if (!Summary.Of(Certificate.Recorded(run)).Conformant)
            throw new CertificateException("the run is not conformant", "tengen report RESULTS says why");
    }

    /// <summary>The first case with a waiver that counted on the run's last day and found no failure.</summary>
    private static string? Stale(RunFiles run)
    {
        var path = Path.Combine(Path.GetDirectoryName(run.Path)!, WaiverFile.FileName);
        if (run.Pins?.WaiversSha256 is null)
            return null;
        if (!File.Exists(path))
            throw new CertificateException($"the run had waivers, and there is no {WaiverFile.FileName} beside its results", "put the waiver file of the run there");
        var day = DateOnly.FromDateTime(run.End!.Finished.UtcDateTime);
        return WaiverFile.Parse(File.ReadAllBytes(path)).Waivers
            .FirstOrDefault(waiver => run.Find(waiver.Case) is { } result && WaiverOutcome.Of(waiver, result, day).Effect == WaiverEffect.Stale)?.Case;
    }

    /// <summary>Everything in which a certificate is not that of a run.</summary>
    /// <param name="envelope">The certificate.</param>
    /// <param name="run">The run beside it.</param>
    /// <param name="key">The key that must have signed it; null when that is not asked.</param>
    /// <param name="issuer">The key that must have issued its nonce; null when that is not asked.</param>
    public static IReadOnlyList<VerificationFault> Faults(DsseEnvelope envelope, RunFiles run, SigningKey? key, SigningKey? issuer)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(run);
        var faults = new List<VerificationFault>();
        if (key is not null && !envelope.IsSignedBy(key))
            faults.Add(Fault("signature", $"it is not signed by the key {key.Id}, or was changed since"));
        if (Certificate.In(envelope) is not { } signed)
            return [.. faults, Fault("payload", $"it holds no statement of the type {Statement.TestResultType}")];
        try
        {
            Require(run);
            var claims = signed.Predicate.Tengen;
            var (then, now) = (ToElement(signed), ToElement(Certificate.Of(run, claims.SelfDeclaredBy, claims.Signed, SpeedFile.Beside(run))));
            faults.AddRange(Differences(then, now, "").Select(name => Fault(name, "it says something else than the run's files")));
        }
        catch (CertificateException e)
        {
            faults.Add(Fault("conclusion", $"it says {signed.Predicate.Result}, and the run cannot be certified: {e.Message}"));
        }
        catch (ResultsException e)
        {
            faults.Add(Fault("speed", e.Message));
        }
        return [.. faults, .. NonceFaults(run, issuer)];
    }

    private static List<VerificationFault> NonceFaults(RunFiles run, SigningKey? issuer)
    {
        if (run.Pins is not { NonceOrigin: NonceOrigin.Issued, IssuedNonce: { } json } pins)
            return issuer is null ? [] : [Fault("nonce", "it was not issued by anybody")];
        try
        {
            var envelope = DsseEnvelope.Parse(System.Text.Encoding.UTF8.GetBytes(json));
            var nonce = IssuedNonce.In(envelope);
            var faults = new List<VerificationFault>();
            if (nonce.Nonce != run.Header.Nonce || nonce.Plugin != pins.PluginSha256)
                faults.Add(Fault("nonce", "it was issued for another plugin, or is not the one in use"));
            if (nonce.Issued > run.Header.Started)
                faults.Add(Fault("nonce", $"it was issued at {nonce.Issued:u}, after the run began at {run.Header.Started:u}"));
            if (issuer is not null && !envelope.IsSignedBy(issuer))
                faults.Add(Fault("nonce", $"it is not signed by the issuer's key {issuer.Id}"));
            return faults;
        }
        catch (JsonException e)
        {
            return [Fault("nonce", e.Message)];
        }
    }

    private static VerificationFault Fault(string what, string text) => new(Certificate.FileName, $"certificate.{what}", text);

    private static JsonElement ToElement(Statement statement) => JsonSerializer.SerializeToElement(statement, StatementJson.Default.Statement);

    /// <summary>The paths of the least members that differ.</summary>
    private static IEnumerable<string> Differences(JsonElement one, JsonElement other, string path)
    {
        if (JsonElement.DeepEquals(one, other))
            return [];
        if (one.ValueKind != JsonValueKind.Object || other.ValueKind != JsonValueKind.Object)
            return [path];
        return one.EnumerateObject().Concat(other.EnumerateObject()).Select(member => member.Name).Distinct().SelectMany(name =>
            one.TryGetProperty(name, out var a) && other.TryGetProperty(name, out var b) ? Differences(a, b, path.Length == 0 ? name : $"{path}.{name}") : [path.Length == 0 ? name : $"{path}.{name}"]);
    }
}
