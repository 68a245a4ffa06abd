// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Tests.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>A certificate follows from the files of a complete conformant run; whatever differs is found and named.</summary>
public sealed class CertificateTests : IDisposable
{
    private static readonly DateTimeOffset Day = new(2026, 2, 4, 0, 0, 0, TimeSpan.Zero);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-certificate-");
    private readonly SigningKey _key = DsseTests.NewKey(out _);

    private static readonly RunPins Pins = new()
    {
        PluginSha256 = new string('a', 64),
        SuiteSha256 = new string('b', 64),
        NonceOrigin = NonceOrigin.SelfIssued,
        Variables = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "1" },
    };

    private string Results => Path.Combine(_folder.FullName, Journal.FileName);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public void A_certificate_is_written_as_published()
    {
        var waiver = new AppliedWaiver(Verdict.Fail, "numerics team", "rounds ties away from zero", new Uri("https://example.com/7"), new DateOnly(2026, 6, 30));
        Write(Pins,
        [
            new CaseResult { Case = "Add/f32/a=3x67,b=3x67/uniform", Verdict = Verdict.Pass, Gates = ["gate.hard"], ErrOverBound = 0.5, Elements = 201 },
            new CaseResult { Case = "Relu/f32/x=1/uniform", Verdict = Verdict.Waived, Waiver = waiver, Gates = ["gate.exact"], ErrOverBound = double.PositiveInfinity, Elements = 1 },
            new CaseResult { Case = "Softmax/f16/x=2/uniform", Verdict = Verdict.Unsupported, Rule = "query.type" },
            new CaseResult { Case = "contract/tickets/barriers", Verdict = Verdict.Pass, Gates = ["gate.obligations"] },
            new CaseResult { Case = "contract/leaks/blocks-of-open", Verdict = Verdict.Unsupported, Rule = "suite.allocations", Text = "its blocks cannot be told from others" },
        ], profile: null);
        using var run = new RunFiles(Results);
        var text = Encoding.UTF8.GetString(Certificate.Serialize(Certificate.Of(run, "Xylo Ltd, laboratory 2", Day)));
        Snapshots.Match("certificate.json", text.Replace(run.MerkleRoot(), "the root", StringComparison.Ordinal) + "\n");
    }

    [Fact]
    public void Only_complete_conformant_runs_of_a_whole_plan_are_certified()
    {
        Assert.Equal("", Refusal(Pins, Passes));
        Assert.Contains("selection", Refusal(Pins, [.. Passes.Take(5)], profile: null), StringComparison.Ordinal);
        Assert.Contains("oracle", Refusal(Pins with { PluginSha256 = null }, Passes), StringComparison.Ordinal);
        Assert.Contains("incomplete", Refusal(Pins, [.. Passes.Skip(1).Prepend(Passes[0] with { Verdict = Verdict.NotRun })]), StringComparison.Ordinal);
        Assert.Contains("not conformant", Refusal(Pins, [.. Passes.Skip(1).Prepend(Passes[0] with { Verdict = Verdict.Crash })]), StringComparison.Ordinal);
        Assert.Contains("profile", Refusal(Pins, [.. Passes.Skip(1)]), StringComparison.Ordinal);
        Assert.Contains("the nonce draws", Refusal(Pins, [.. Passes.Take(Profile.CaseIds.Count())]), StringComparison.Ordinal);
        Assert.Contains("cases were judged without a part of the suite", Refusal(Pins, [.. Passes.Skip(1).Prepend(Passes[0] with { Verdict = Verdict.Unsupported, Rule = "suite.native", Text = "plugins/x.so is not there" })]), StringComparison.Ordinal);
        Assert.Contains("no case was repeated in an ordinary host", Refusal(Pins, Passes, repeats: false), StringComparison.Ordinal);
        Assert.Contains("no waivers.json", Refusal(Pins with { WaiversSha256 = new string('c', 64) }, Passes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_of_the_run_the_certificate_or_the_key_is_named()
    {
        Write(Pins, Passes);
        var envelope = Sign();
        Assert.Empty(Faults(envelope, _key));
        using (var other = DsseTests.NewKey(out _))
            Assert.Equal(["certificate.signature"], Faults(envelope, other));
        Assert.Equal(["certificate.signature"], Faults(Changed(envelope, "Xylo Ltd", "Zylo Ltd"), _key));
        Assert.Equal(["certificate.signature", "certificate.predicate.tengen.determinismClass"], Faults(Changed(envelope, "\"determinismClass\": \"D0\"", "\"determinismClass\": \"D3\""), _key));
        Assert.Equal(["certificate.signature", "certificate.subject"], Faults(Changed(envelope, new string('a', 64), new string('d', 64)), _key));
        var text = File.ReadAllText(Results);
        File.WriteAllText(Results, text.Replace("\"seconds\":0.25", "\"seconds\":0.5", StringComparison.Ordinal));
        Assert.Equal(["certificate.predicate.tengen.merkleRoot"], Faults(envelope, _key));
        File.WriteAllText(Results, text.Replace("\"OMP_NUM_THREADS\":\"1\"", "\"OMP_NUM_THREADS\":\"2\"", StringComparison.Ordinal));
        Assert.Contains("certificate.predicate.tengen.variables.OMP_NUM_THREADS", Faults(envelope, _key));
    }

    [Fact]
    public void An_issued_nonce_is_for_this_plugin_and_older_than_the_run()
    {
        using var issuer = DsseTests.NewKey(out _);
        RunPins Issued(string plugin, DateTimeOffset when, out string nonce)
        {
            var envelope = IssuedNonce.Issue(plugin, when, issuer);
            nonce = IssuedNonce.In(envelope).Nonce;
            return Pins with { NonceOrigin = NonceOrigin.Issued, IssuedNonce = Encoding.UTF8.GetString(envelope.ToJson()) };
        }
        var before = Runs.Mixed.Header.Started.AddHours(-1);
        Write(Issued(Pins.PluginSha256!, before, out var nonce), PassesUnder(nonce), nonce);
        Assert.Empty(Faults(Sign(), _key, issuer));
        Assert.Equal(["certificate.nonce"], Faults(Sign(), _key, _key));
        Write(Issued(new string('e', 64), before, out nonce), PassesUnder(nonce), nonce);
        Assert.Equal(["certificate.nonce"], Faults(Sign(), _key));
        Write(Issued(Pins.PluginSha256!, before.AddHours(2), out nonce), PassesUnder(nonce), nonce);
        Assert.Equal(["certificate.nonce"], Faults(Sign(), _key));
        Write(Issued(Pins.PluginSha256!, before, out _), PassesUnder("another"), "another");
        Assert.Equal(["certificate.nonce"], Faults(Sign(), _key));
        Write(Pins, Passes);
        Assert.Equal(["certificate.nonce"], Faults(Sign(), _key, issuer));
    }

    [Fact]
    public void The_same_files_make_the_same_package_and_a_changed_one_names_its_file()
    {
        Write(Pins, Passes);
        File.WriteAllText(Path.Combine(_folder.FullName, EvidenceFile.Name), "");
        File.WriteAllBytes(Path.Combine(_folder.FullName, Certificate.FileName), Sign().ToJson());
        File.WriteAllText(Path.Combine(_folder.FullName, SpeedFile.Name), "a benchmark\n");
        byte[] Package()
        {
            using var stream = new MemoryStream();
            SubmissionPackage.Write(_folder.FullName, File.ReadAllBytes(Path.Combine(_folder.FullName, Certificate.FileName)), ProfileLibrary.FileOf(Profile), stream);
            return stream.ToArray();
        }
        var bytes = Package();
        Assert.Equal(bytes, Package());
        var zip = Path.Combine(_folder.FullName, "x.zip");
        File.WriteAllBytes(zip, bytes);
        var unpacked = _folder.CreateSubdirectory("unpacked").FullName;
        Assert.Empty(SubmissionPackage.Extract(zip, unpacked));
        Assert.Equal(File.ReadAllBytes(Results), File.ReadAllBytes(Path.Combine(unpacked, Journal.FileName)));
        Assert.Equal("a benchmark\n", File.ReadAllText(Path.Combine(unpacked, SpeedFile.Name)));
        Assert.Equal(Profile.Hash, FileDigest.Of(Path.Combine(unpacked, "profile.json")));
        using (var archive = ZipFile.Open(zip, ZipArchiveMode.Update))
        {
            using var entry = archive.GetEntry(Certificate.FileName)!.Open();
            entry.WriteByte((byte)'[');
        }
        Assert.Equal(Certificate.FileName, Assert.Single(SubmissionPackage.Extract(zip, unpacked)).Where);
        File.WriteAllText(zip, "no archive");
        Assert.Throws<EvidenceException>(() => SubmissionPackage.Extract(zip, unpacked));
    }

    private static Profile Profile { get; } = ProfileLibrary.Find("FP-BASE")!;

    private static IReadOnlyList<CaseResult> Passes { get; } = PassesUnder("n");

    /// <summary>Every case of the profile passes, and every one that the nonce draws; the evidence that they name is somewhere else.</summary>
    private static IReadOnlyList<CaseResult> PassesUnder(string nonce) =>
        [.. Profile.Under(nonce).Select(id => new CaseResult { Case = id, Verdict = Verdict.Pass, Evidence = new string('f', 64), Seconds = 0.25 })];

    private static DsseEnvelope Changed(DsseEnvelope envelope, string text, string by) =>
        envelope with { Payload = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(envelope.Payload).Replace(text, by, StringComparison.Ordinal)) };

    private DsseEnvelope Sign()
    {
        using var run = new RunFiles(Results);
        return DsseEnvelope.Sign(Statement.PayloadType, Certificate.Serialize(Certificate.Of(run, "Xylo Ltd", Day)), _key);
    }

    private List<string> Faults(DsseEnvelope envelope, SigningKey key, SigningKey? issuer = null)
    {
        using var run = new RunFiles(Results);
        return [.. CertificateRules.Faults(envelope, run, key, issuer).Select(fault => fault.Rule)];
    }

    private string Refusal(RunPins pins, IReadOnlyList<CaseResult> results, string? profile = "FP-BASE", bool repeats = true)
    {
        Write(pins, results, profile: profile, repeats: repeats);
        using var run = new RunFiles(Results);
        return Record.Exception(() => CertificateRules.Require(run)) is CertificateException e ? e.Message : "";
    }

    private void Write(RunPins pins, IReadOnlyList<CaseResult> results, string nonce = "n", string? profile = "FP-BASE", bool repeats = true)
    {
        File.Delete(Results);
        results = repeats ? Runs.Repeated(results, nonce) : results;
        var plan = new CasePlan(results.Select(result => result.Case));
        Runs.Write(Runs.Of(plan, results, profile is null ? null : Profile) with { Header = Runs.Header(plan, profile is null ? null : Profile) with { Nonce = nonce, Repeats = repeats } }, Results);
        using var journal = new FileStream(Results, FileMode.Append);
        journal.Write(JsonSerializer.SerializeToUtf8Bytes(new JournalRecord { Pins = pins }, ConformanceJson.Default.JournalRecord));
        journal.WriteByte((byte)'\n');
        journal.Write(JsonSerializer.SerializeToUtf8Bytes(new JournalRecord { Module = new MappedModule("/opt/xylo/libxylo.so", 3, new string('c', 64)) }, ConformanceJson.Default.JournalRecord));
        journal.WriteByte((byte)'\n');
    }
}
