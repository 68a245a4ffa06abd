// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;

namespace Tengen.Conformance.Tests.Speed;

/// <summary>The whole of a benchmark on made-up clocks: figures, ratios, and what must be flagged.</summary>
public sealed class BenchRunnerTests
{
    private static readonly BenchItem Item = new("test", "MatMul/f32/a=8x16,b=16x8/uniform", "MatMul/f32/a=16x16,b=16x8/uniform", 1);
    private static readonly MachinePeaks Host = new(1, [new("f32", 1e9, "fma")], [new(1 << 10, 1e9, "sum"), new(1 << 20, 1e8, "sum")]);

    [Fact]
    public async Task An_honest_backend_gets_its_figures_and_no_finding()
    {
        var report = await Run(new SimulatedTarget("honest", Honest));
        Assert.True(report.Clean);
        Assert.Equal(["warm", "cold"], report.Results.Select(result => result.Condition));
        Assert.All(report.Results, result =>
        {
            Assert.Equal(BenchResult.Measured, result.Outcome);
            Assert.True(result.Timing!.Conclusive);
            Assert.True(result.Timing.Samples >= BenchSettings.LeastRounds);
            Assert.Empty(result.Findings);
            Assert.InRange(result.Timing.Median, result.Timing.Low, result.Timing.High);
            Assert.Equal(2 * 8 * 16 * 8, result.Roofline!.Operations);
        });
        Assert.Equal(10e-6, report.Results[0].Timing!.Median, 7);
        Assert.Equal(50e-6, report.Results[1].Timing!.Median, 6);
        Assert.Equal(2048 / 1e9 / 10e-6, report.Results[0].Roofline!.Score, 2);
    }

    [Fact]
    public async Task Cached_results_are_flagged()
    {
        var report = await Run(new SimulatedTarget("cache", (id, condition) => condition is Condition.Warm or Condition.Repeated ? 3e-6 : Honest(id, condition)));
        Assert.Equal(["speed.repeated", "speed.deferred"], report.Results[0].Findings.Select(finding => finding.Rule));
        Assert.False(report.Clean);
    }

    [Fact]
    public async Task Work_that_is_left_out_or_put_off_while_nobody_writes_or_reads_has_no_claim()
    {
        var report = await Run(new SimulatedTarget("defers", (id, condition) => condition == Condition.Used ? 40e-6 : Honest(id, condition)));
        Assert.Equal(("speed.deferred", false), Finding(report));
        Assert.Contains("takes 3.8 times as long", report.Results[0].Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recognised_shapes_are_flagged()
    {
        var report = await Run(new SimulatedTarget("recognises", (id, condition) => id == Item.Case ? Honest(id, condition) : 6 * Honest(Item.Case, condition)));
        Assert.Equal(("speed.shape", true), Finding(report));
        Assert.False(report.Clean);
    }

    [Fact]
    public async Task A_neighbour_that_is_slower_because_it_is_larger_is_not_flagged() =>
        Assert.Empty((await Run(new SimulatedTarget("honest", (id, condition) => id == Item.Case ? Honest(id, condition) : 3.5 * Honest(Item.Case, condition)))).Results[0].Findings);

    [Fact]
    public async Task A_backend_that_sleeps_has_no_claim_and_is_not_called_a_cheat()
    {
        var report = await Run(new SimulatedTarget("sleeps", Honest) { Busy = 0.01 });
        Assert.Equal(("speed.sleeps", false), Finding(report));
        Assert.True(report.Clean);
    }

    [Fact]
    public async Task A_device_of_its_own_may_leave_the_processors_idle() =>
        Assert.Empty((await Run(new SimulatedTarget("gpu", Honest) { Busy = 0.01, Device = new SpeedDevice("gpu", "gpu", false) })).Results[0].Findings);

    [Fact]
    public async Task A_score_above_its_limit_is_pointed_out() =>
        Assert.Equal(("speed.roofline", false), Finding(await Run(new SimulatedTarget("magic", (_, _) => 1e-6))));

    [Fact]
    public async Task A_disturbance_during_one_probe_is_not_taken_for_cheating()
    {
        var fresh = 0;
        var report = await Run(new SimulatedTarget("honest", (id, condition) => (condition == Condition.Fresh && fresh++ < BenchSettings.ProbeRounds ? 5 : 1) * Honest(id, condition)));
        Assert.Empty(report.Results[0].Findings);
        Assert.True(fresh > BenchSettings.ProbeRounds);
    }

    [Fact]
    public async Task A_program_that_never_settles_is_timed_and_claims_nothing()
    {
        var report = await Run(new SimulatedTarget("restless", Honest) { Warms = static (id, _) => id == Item.Case ? Restless : Benchmarks.Steady.WarmUp });
        Assert.Equal(("speed.steady", false), Finding(report));
        Assert.Contains("after 100 executions in 10.0 s it still became 30", report.Results[0].Findings[0].Text, StringComparison.Ordinal);
        Assert.All(report.Results, result => Assert.True(result is { Timing.Conclusive: false, Steady: { Reached: false, Attempts: BenchSettings.MostAttempts } }));
        Assert.True(report.Clean);
    }

    [Fact]
    public async Task A_program_that_becomes_faster_while_it_is_sampled_is_sampled_again()
    {
        var count = 0;
        var report = await Run(new SimulatedTarget("late", (id, condition) => (count++ < 150 ? 10 : 1) * Honest(id, condition)));
        Assert.Empty(report.Results[0].Findings);
        Assert.Equal(2, report.Results[0].Steady!.Attempts);
        Assert.Equal(10e-6, report.Results[0].Timing!.Median, 7);
        Assert.True(report.Results[0].Timing!.Conclusive);
    }

    [Fact]
    public async Task A_program_that_becomes_slower_and_slower_does_not_hold_its_speed()
    {
        var count = 0;
        var report = await Run(new SimulatedTarget("heats", (id, condition) => Math.Pow(1.001, count++) * Honest(id, condition)));
        Assert.Equal(("speed.steady", false), Finding(report));
        Assert.Contains("does not hold its speed", report.Results[0].Findings[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warm_figure_above_the_cold_one_claims_nothing_and_is_not_called_a_cheat()
    {
        var report = await Run(new SimulatedTarget("odd", (id, condition) => condition == Condition.Warm ? 100e-6 : Honest(id, condition)));
        Assert.Equal(("speed.steady", false), Finding(report));
        Assert.Contains("a warm execution takes 2.00 times what a cold one", report.Results[0].Findings[0].Text, StringComparison.Ordinal);
        Assert.False(report.Results[0].Timing!.Conclusive);
        Assert.True(report.Clean);
    }

    [Fact]
    public async Task A_neighbour_that_never_settles_is_pointed_out_and_accuses_nobody()
    {
        var report = await Run(new SimulatedTarget("restless", (id, condition) => id == Item.Near ? 1 : Honest(id, condition)) { Warms = static (id, _) => id == Item.Near ? Restless : Benchmarks.Steady.WarmUp });
        Assert.Equal(("speed.shape", false), Finding(report));
        Assert.True(report.Results[0].Timing!.Conclusive);
    }

    [Fact]
    public async Task What_never_settles_gives_no_launch_floor_and_no_peak()
    {
        Assert.Null(await LaunchFloor.Measure(new SimulatedTarget("restless", Honest) { Warms = static (_, _) => Restless }, new BenchSettings(), TestContext.Current.CancellationToken));
        var peaks = await DevicePeaks.Measure(new SimulatedTarget("gpu", Honest) { Warms = static (_, _) => Restless, Device = new SpeedDevice("gpu", "gpu", false) }, new BenchSettings(), TestContext.Current.CancellationToken);
        Assert.Empty(peaks!.Arithmetic);
    }

    [Fact]
    public async Task Wrong_outputs_have_no_speed() => Assert.False((await Run(new SimulatedTarget("wrong", Honest) { ErrOverBound = 3 })).Clean);

    [Fact]
    public async Task Noise_makes_a_figure_inconclusive_and_the_run_noisy()
    {
        var report = await Run(new SimulatedTarget("noisy", Honest) { Noise = 0.5 });
        Assert.False(report.Results[0].Timing!.Conclusive);
        Assert.True(report.Noisy);
        Assert.True(report.Clean);
    }

    [Fact]
    public async Task Backends_are_compared_with_the_baseline_in_one_run()
    {
        var report = await Run(new SimulatedTarget("base", Honest), new SimulatedTarget("half", (id, condition) => Honest(id, condition) / 2), new SimulatedTarget("slow", (id, condition) => 4 * Honest(id, condition)));
        Assert.Equal([("half", "warm"), ("slow", "warm"), ("half", "cold"), ("slow", "cold")], report.Ratios.Select(ratio => (ratio.Backend, ratio.Condition)));
        Assert.Equal(2, report.Ratios[0].Ratio, 1);
        Assert.Equal(0.25, report.Ratios[1].Ratio, 2);
        Assert.All(report.Ratios, ratio => Assert.True(ratio.Conclusive && ratio.Baseline == "base"));
    }

    [Fact]
    public async Task A_backend_that_declines_or_fails_does_not_stop_the_others()
    {
        var report = await Run(
            new SimulatedTarget("declines", Honest) { Declines = static _ => true },
            new SimulatedTarget("dies", Honest) { OnSample = static sample => { if (sample == 20) throw new BenchFailedException("the process ended by SIGSEGV"); } },
            new SimulatedTarget("lives", Honest));
        Assert.Equal([BenchResult.Declined, BenchResult.Failed, BenchResult.Measured, BenchResult.Measured], report.Results.Select(result => result.Outcome));
        Assert.Contains("SIGSEGV", report.Results[1].Text, StringComparison.Ordinal);
        Assert.Empty(report.Ratios);
        Assert.False(report.Clean);
    }

    [Fact]
    public async Task A_neighbour_that_is_declined_is_pointed_out() =>
        Assert.Equal(("speed.shape", false), Finding(await Run(new SimulatedTarget("picky", Honest) { Declines = static id => id == Item.Near })));

    [Fact]
    public async Task The_launch_floor_is_that_of_the_first_small_program_that_is_claimed()
    {
        var floor = await LaunchFloor.Measure(new SimulatedTarget("honest", (_, _) => 3e-6) { Declines = static id => id.StartsWith("Relu", StringComparison.Ordinal) }, new BenchSettings(), TestContext.Current.CancellationToken);
        Assert.Equal(3e-6, floor!.Value.Seconds, 8);
        Assert.Equal(LaunchFloor.Cases[1], floor.Value.Case);
        Assert.Null(await LaunchFloor.Measure(new SimulatedTarget("none", Honest) { Declines = static _ => true }, new BenchSettings(), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Every_device_of_its_own_has_peaks_of_its_own_and_the_hosts_processors_have_the_hosts()
    {
        static double Seconds(string id, double product) => id.StartsWith("Add", StringComparison.Ordinal) ? 2 * product : product;
        var gpu = new SimulatedTarget("gpu", (id, _) => Seconds(id, 1e-3)) { Noise = 0, Device = new SpeedDevice("gpu", "gpu", false) };
        var npu = new SimulatedTarget("npu", (id, _) => Seconds(id, 4e-3)) { Noise = 0, Device = new SpeedDevice("npu", "npu", false), Declines = static id => id.Contains("/f16/", StringComparison.Ordinal) };
        var peaks = await DevicePeaks.Measure(gpu, new BenchSettings(), TestContext.Current.CancellationToken);
        Assert.Equal(["f32", "f16", "bf16"], peaks!.Arithmetic.Select(peak => peak.Type));
        Assert.Equal(Math.Pow(2048, 3) * 2 / 1e-3, peaks.Arithmetic[0].OperationsPerSecond, 1.0);
        Assert.Equal(12.0 * (1 << 24) / 2e-3, peaks.Bandwidth.Single().BytesPerSecond, 1.0);
        var slower = await DevicePeaks.Measure(npu, new BenchSettings(), TestContext.Current.CancellationToken);
        Assert.Equal(["f32", "bf16"], slower!.Arithmetic.Select(peak => peak.Type));
        Assert.Equal(4, peaks.Arithmetic[0].OperationsPerSecond / slower.Arithmetic[0].OperationsPerSecond, 6);
        Assert.Null(await DevicePeaks.Measure(new SimulatedTarget("cpu", Honest), new BenchSettings(), TestContext.Current.CancellationToken));
    }

    private static WarmUpOutcome Restless { get; } = new(10, 100, 120, 0.3);

    /// <summary>Ten microseconds for the item, twice that for its neighbour, which is twice as large; five times as long when cold.</summary>
    private static double Honest(string id, Condition condition) => (id == Item.Near ? 20e-6 : 10e-6) * (condition == Condition.Cold ? 5 : 1) + condition switch
    {
        Condition.Used => Traffic,
        Condition.Traffic => Traffic - 10e-6,
        _ => 0,
    };

    /// <summary>What it takes to write the inputs and to read the outputs.</summary>
    private const double Traffic = 2e-6;

    private static (string Rule, bool Suspicious) Finding(BenchReport report)
    {
        var finding = Assert.Single(report.Results[0].Findings);
        return (finding.Rule, finding.Suspicious);
    }

    private static async Task<BenchReport> Run(params SimulatedTarget[] targets)
    {
        var run = Benchmarks.Run([.. targets.Select(target => Benchmarks.Backend(target.Name) with { Kind = target.Device.Kind })]) with { Host = Host };
        var (results, ratios) = (new List<BenchResult>(), new List<BenchRatio>());
        await new BenchRunner(targets, run, new BenchSettings(), (measured, compared) =>
        {
            results.AddRange(measured);
            ratios.AddRange(compared);
        }).Run([Item], TestContext.Current.CancellationToken);
        return Benchmarks.Of(run, results, ratios);
    }
}
