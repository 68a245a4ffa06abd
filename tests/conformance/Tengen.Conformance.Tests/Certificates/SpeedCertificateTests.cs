// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Tests.Speed;

namespace Tengen.Conformance.Tests.Certificates;

/// <summary>A certificate claims a speed only by a whole clean benchmark of its own plugin, and whatever is changed afterwards is named.</summary>
public sealed class SpeedCertificateTests : IDisposable
{
    private readonly CertifiedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(0.8, "mobilenetv2 A")]
    [InlineData(0.6, "mobilenetv2 B")]
    [InlineData(0.3, "mobilenetv2 C")]
    [InlineData(0.2, "mobilenetv2 D")]
    [InlineData(0.1, "mobilenetv2 E")]
    public void The_tier_is_that_of_the_mean_share_of_the_roof(double share, string tier)
    {
        _run.Benchmark(CertifiedRun.Figures(share));
        var (claims, refusal) = _run.Claims();
        Assert.Equal((tier, ""), (claims?.Text, refusal));
        Assert.Equal((share, share, 7, 7), (claims!.Sets[CertifiedRun.Set].GeometricMean, claims.Sets[CertifiedRun.Set].Least, claims.Sets[CertifiedRun.Set].Figures, claims.Sets[CertifiedRun.Set].Conclusive));
        Assert.Equal("2", claims.Variables["OMP_NUM_THREADS"]);
    }

    [Fact]
    public void Figures_that_are_not_conclusive_count_at_the_upper_end_of_their_intervals()
    {
        var slow = CertifiedRun.Figures(0.1)[0];
        _run.Benchmark(CertifiedRun.Figures(0.6, figure => figure.Case == slow.Case && figure.Condition == "warm" ? slow with { Timing = slow.Timing! with { Twin = 1.5, Conclusive = false } } : figure));
        var set = _run.Claims().Claims!.Sets[CertifiedRun.Set];
        Assert.Equal((Math.Round(Math.Pow(Math.Pow(0.6, 6) * 0.1 / 1.005, 1.0 / 7), 4), Math.Round(0.1 / 1.005, 4), slow.Case, 6), (set.GeometricMean, set.Least, set.LeastCase, set.Conclusive));
    }

    [Fact]
    public void What_the_device_sets_itself_raises_no_tier()
    {
        const double Floor = 1;
        var backend = CertifiedRun.Backend with { LaunchFloor = Floor };
        BenchResult Floored(BenchResult figure) => figure with { Roofline = figure.Roofline! with { Seconds = Floor, Bound = "launch", Score = Floor / figure.Timing!.Median } };
        _run.Benchmark(CertifiedRun.Figures(0.2, Floored), backend);
        Assert.Equal("mobilenetv2 D", _run.Claims().Claims?.Text);
        _run.Benchmark(CertifiedRun.Figures(4, figure => figure with { Findings = [SpeedRule.Roof.Broken("above the roof")] }));
        Assert.Equal(1, _run.Claims().Claims!.Sets[CertifiedRun.Set].GeometricMean);
    }

    [Fact]
    public void A_device_held_against_its_own_programs_says_so()
    {
        _run.Benchmark(CertifiedRun.Figures(0.6), CertifiedRun.Backend with { Peaks = Benchmarks.Host });
        var claims = _run.Claims().Claims!;
        Assert.Equal((SpeedClaims.OwnPrograms, "mobilenetv2 B (against the device's own programs)"), (claims.Roof, claims.Text));
    }

    [Fact]
    public void What_is_no_whole_clean_benchmark_gives_no_tier()
    {
        var figures = CertifiedRun.Figures(0.6);
        Assert.Contains("tier.failed: it crashed", Refused([.. figures.Skip(2).Prepend(figures[0] with { Outcome = BenchResult.Failed, Text = "it crashed", Timing = null, Roofline = null })]), StringComparison.Ordinal);
        Assert.Contains("tier.declined", Refused([.. figures.Skip(2).Prepend(figures[0] with { Outcome = BenchResult.Declined, Timing = null, Roofline = null })]), StringComparison.Ordinal);
        Assert.Contains("speed.outputs", Refused(CertifiedRun.Figures(0.6, figure => figure with { ErrOverBound = 1.5 })), StringComparison.Ordinal);
        foreach (var rule in (SpeedRule[])[SpeedRule.Repeated, SpeedRule.Shape, SpeedRule.Sleeps])
            Assert.Contains($"{rule.Name}: too good", Refused(CertifiedRun.Figures(0.6, figure => figure with { Findings = [rule.Broken("too good")] })), StringComparison.Ordinal);
        Assert.Contains("only 0 of its 7 warm figures", Refused(CertifiedRun.Figures(0.6, figure => figure with { Timing = figure.Timing! with { Twin = 1.5, Conclusive = false } })), StringComparison.Ordinal);
        Assert.Contains("simulated", Refused(figures, CertifiedRun.Backend with { Simulated = true }), StringComparison.Ordinal);
        Assert.Contains("6 shapes of it, the suite 7", Refused([.. figures.Skip(2)]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_benchmark_of_something_else_is_refused()
    {
        var figures = CertifiedRun.Figures(0.6);
        Assert.Contains("tier.plugin", Refused(figures, CertifiedRun.Backend with { Sha256 = new string('e', 64) }), StringComparison.Ordinal);
        Assert.Contains("tier.device", Refused(figures, CertifiedRun.Backend with { Identity = CertifiedRun.Identity with { Fingerprint = "xylo-9-c" } }), StringComparison.Ordinal);
        Assert.Contains("tier.device", Refused(figures, CertifiedRun.Backend with { Identity = null }), StringComparison.Ordinal);
        Assert.Contains("tier.options", Refused(figures, CertifiedRun.Backend with { Options = new Dictionary<string, string> { ["clock"] = "high" } }), StringComparison.Ordinal);
        _run.Benchmark(figures, change: bench => bench with { SuiteSha256 = new string('c', 64) });
        Assert.Contains("suite's files", _run.Claims().Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_do_not_agree_with_each_other_are_found()
    {
        BenchResult First(BenchResult figure, Func<BenchResult, BenchResult> change) => figure.Case == CertifiedRun.Figures(0.6)[0].Case && figure.Condition == "warm" ? change(figure) : figure;
        string Changed(Func<BenchResult, BenchResult> change) => Refused(CertifiedRun.Figures(0.6, figure => First(figure, change)));
        Assert.Contains("score", Changed(figure => figure with { Timing = figure.Timing! with { Median = 0.999 * figure.Timing.Median } }), StringComparison.Ordinal);
        Assert.Contains("operations", Changed(figure => figure with { Roofline = figure.Roofline! with { Operations = 2 * figure.Roofline.Operations } }), StringComparison.Ordinal);
        Assert.Contains("conclusive", Changed(figure => figure with { Timing = figure.Timing! with { Conclusive = false } }), StringComparison.Ordinal);
        Assert.Contains("at least 30", Changed(figure => figure with { Timing = figure.Timing! with { Samples = 3 } }), StringComparison.Ordinal);
        Assert.Contains("no judged outputs", Changed(figure => figure with { Judged = 0 }), StringComparison.Ordinal);
        Assert.Contains("7 shapes of it, the suite 4", Refused(CertifiedRun.Figures(0.6, figure => figure with { Set = "stream" })), StringComparison.Ordinal);
        Assert.Contains("a warm figure and a cold one", Refused([.. CertifiedRun.Figures(0.6).Skip(1)]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_changed_after_signing_is_named()
    {
        _run.Benchmark(CertifiedRun.Figures(0.6));
        var envelope = _run.Sign();
        var file = File.ReadAllText(_run.Speed);
        Assert.Empty(_run.Faults(envelope));

        var lines = file.Split('\n').ToList();
        lines.RemoveAt(lines.FindIndex(line => line.StartsWith("{\"speed\"", StringComparison.Ordinal)));
        File.WriteAllText(_run.Speed, string.Join('\n', lines));
        Assert.Equal(["certificate.conclusion"], _run.Faults(envelope));
        File.WriteAllText(_run.Speed, file.Replace("\"p99\":", "\"p99\":1", StringComparison.Ordinal));
        Assert.Equal(["certificate.predicate.tengen.speed.merkleRoot"], _run.Faults(envelope));
        _run.Benchmark(CertifiedRun.Figures(0.8));
        Assert.Equal(["certificate.predicate.tengen.speedTier", "certificate.predicate.tengen.speed.sets.mobilenetv2.tier", "certificate.predicate.tengen.speed.sets.mobilenetv2.geometricMean", "certificate.predicate.tengen.speed.sets.mobilenetv2.least", "certificate.predicate.tengen.speed.merkleRoot"], _run.Faults(envelope));
        File.Delete(_run.Speed);
        Assert.Equal(["certificate.predicate.tengen.speedTier", "certificate.predicate.tengen.speed"], _run.Faults(envelope));

        var silent = _run.Sign();
        File.WriteAllText(_run.Speed, file);
        Assert.Equal(["certificate.predicate.tengen.speedTier", "certificate.predicate.tengen.speed"], _run.Faults(silent));
        File.WriteAllText(_run.Speed, file.Replace("{\"speed\"", "{\"sped\"", StringComparison.Ordinal));
        Assert.Equal(["certificate.conclusion"], _run.Faults(silent));
        Assert.Contains("\"speedTier\": \"not measured\"", Encoding.UTF8.GetString(silent.Payload), StringComparison.Ordinal);
    }

    private string Refused(IReadOnlyList<BenchResult> figures, BenchBackend? backend = null)
    {
        _run.Benchmark(figures, backend);
        return _run.Claims().Refusal;
    }
}
