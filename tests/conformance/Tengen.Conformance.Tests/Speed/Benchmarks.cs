// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Plans;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Tests.Speed;

/// <summary>Benchmarks that nobody made, the same on every machine.</summary>
internal static class Benchmarks
{
    public static MachinePeaks Host { get; } = new(2, [new("f32", 100e9, "fma")], [new(1 << 28, 10e9, "sum")]);

    /// <summary>It was reached at the first attempt.</summary>
    public static SteadyState Steady { get; } = new(1, new WarmUpOutcome(0.5, 100, WarmUpOutcome.LeastWindows, 0), new WarmUpOutcome(0.5, 100, WarmUpOutcome.LeastWindows, 0), 1, true);

    public static BenchBackend Backend(string name, char digit = 'a') => new(name, $"/{name}", new string(digit, 64), "a \"device\"", "cpu", false, new Dictionary<string, string>(), null, null, null);

    public static BenchRun Run(params BenchBackend[] backends) => new()
    {
        Environment = new BenchEnvironment(null, null, null),
        Host = Host,
        Baseline = backends.Length > 1 ? backends[0].Name : null,
        Backends = backends,
    };

    public static BenchReport Of(BenchRun bench, IReadOnlyList<BenchResult> results, params IReadOnlyList<BenchRatio> ratios) =>
        new(Runs.Header(new CasePlan(results.Select(result => result.Case).Distinct())) with { Speed = true }, bench, results, ratios, "nowhere");

    /// <summary>A figure of so many seconds, its interval one percent wide.</summary>
    public static BenchResult Figure(string backend, string id, double seconds, string condition = "warm", bool conclusive = true) => new()
    {
        Backend = backend,
        Case = id,
        Set = "test",
        Condition = condition,
        Outcome = BenchResult.Measured,
        Timing = new Timing(seconds, 0.995 * seconds, 1.005 * seconds, seconds, seconds, 30, 1, conclusive),
        Steady = Steady,
        Roofline = Roofline.Of(new Work("f32", 1000, 100), Host, cold: false, null, seconds),
        ErrOverBound = 0.5,
        Judged = 100,
    };

    /// <summary>No figure.</summary>
    public static BenchResult Ended(string backend, string id, string outcome, string text) =>
        new() { Backend = backend, Case = id, Set = "test", Condition = "warm", Outcome = outcome, Text = text };
}
