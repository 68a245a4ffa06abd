// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Speed.Statistics;
using Tengen.Conformance.Tests.Speed;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>A folder with a run that may be certified, and beside it a benchmark of the same plugin; tests then change either.</summary>
internal sealed class CertifiedRun : IDisposable
{
    public const string Set = "mobilenetv2";
    private static readonly DateTimeOffset Day = new(2026, 2, 4, 0, 0, 0, TimeSpan.Zero);
    private static readonly Profile Profile = ProfileLibrary.Find("FP-BASE")!;
    private static readonly List<(BenchItem Item, Work Work)> Items = [.. BenchSet.All.Where(item => item.Set == Set).Select(item => (item, Work.Of(item)))];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tengen-certified-");
    private readonly SigningKey _key = DsseTests.NewKey(out _);

    public static readonly DeviceIdentity Identity = new() { Name = "Xylo 9", Vendor = "Xylo", Driver = "1.2", Location = "0000:01:00.0", Fingerprint = "xylo-9-b", Kind = "cpu" };

    public static readonly BenchBackend Backend = Benchmarks.Backend("xylo") with { Options = new Dictionary<string, string> { ["clock"] = "low" }, Identity = Identity };

    public CertifiedRun()
    {
        var results = Profile.Under("n").Select(id => new CaseResult { Case = id, Verdict = Verdict.Pass, Evidence = new string('f', 64), Seconds = 0.25 }).ToList();
        var run = Runs.Of(new CasePlan(Profile.Under("n")), Runs.Repeated(results, "n"), Profile);
        Runs.Write(run with { Identity = Identity, Header = run.Header with { Repeats = true } }, Results);
        var pins = new RunPins { PluginSha256 = Backend.Sha256, SuiteSha256 = new string('b', 64), NonceOrigin = NonceOrigin.SelfIssued, Variables = new Dictionary<string, string>() };
        using var journal = new FileStream(Results, FileMode.Append);
        journal.Write(JsonSerializer.SerializeToUtf8Bytes(new JournalRecord { Pins = pins }, ConformanceJson.Default.JournalRecord));
        journal.WriteByte((byte)'\n');
    }

    public string Folder => _folder.FullName;

    public string Results => Path.Combine(Folder, Journal.FileName);

    public string Speed => Path.Combine(Folder, SpeedFile.Name);

    /// <summary>Warm and cold figures of the whole set, each at a share of its roof; every figure is what <paramref name="change"/> makes of it.</summary>
    public static IReadOnlyList<BenchResult> Figures(double share, Func<BenchResult, BenchResult>? change = null) =>
        [.. Items.SelectMany(entry => ((string[])["warm", "cold"]).Select(condition => Figure(entry.Item, entry.Work, condition, share))).Select(figure => change?.Invoke(figure) ?? figure)];

    private static BenchResult Figure(BenchItem item, Work work, string condition, double share)
    {
        var cold = condition == "cold";
        var seconds = Roofline.Of(work, Benchmarks.Host, cold, null, 1).Seconds / share;
        return Benchmarks.Figure(Backend.Name, item.Case, seconds, condition) with { Set = item.Set, Roofline = Roofline.Of(work, Benchmarks.Host, cold, null, seconds) };
    }

    /// <summary>Puts a benchmark beside the run.</summary>
    public void Benchmark(IReadOnlyList<BenchResult> figures, BenchBackend? backend = null, Func<BenchRun, BenchRun>? change = null)
    {
        File.Delete(Speed);
        var bench = Benchmarks.Run(backend ?? Backend) with { SuiteSha256 = new string('b', 64), Variables = new Dictionary<string, string> { ["OMP_NUM_THREADS"] = "2" } };
        var report = Benchmarks.Of(change?.Invoke(bench) ?? bench, figures);
        Runs.Write(Runs.Of(new CasePlan(figures.Select(figure => figure.Case).Distinct()), []) with { Header = report.Run, Speed = report }, Speed);
    }

    /// <summary>What the benchmark may be claimed for, or the refusal.</summary>
    public (SpeedClaims? Claims, string Refusal) Claims()
    {
        using var run = new RunFiles(Results);
        try
        {
            return (SpeedRules.Claims(run, SpeedFile.Read(Speed)), "");
        }
        catch (CertificateException e)
        {
            return (null, e.Message);
        }
    }

    public DsseEnvelope Sign()
    {
        using var run = new RunFiles(Results);
        return DsseEnvelope.Sign(Statement.PayloadType, Certificate.Serialize(Certificate.Of(run, "Xylo Ltd", Day, SpeedFile.Beside(run))), _key);
    }

    /// <summary>What is found wrong with a certificate of this run.</summary>
    public List<string> Faults(DsseEnvelope envelope)
    {
        using var run = new RunFiles(Results);
        return [.. CertificateRules.Faults(envelope, run, _key, null).Select(fault => fault.Rule)];
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Delete(recursive: true);
    }
}
