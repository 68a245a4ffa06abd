// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Probes;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Probes;

/// <summary>Probes recover what a simulation was told to do, and a declaration that says more fails by name.</summary>
public sealed class ProbeTests
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/numerics";

    private static CaseResult Judge(string id, Simulation simulation, Numerics? declared = null, Func<double, double>? last = null)
    {
        using var subject = new SimulatedSubject(simulation, declared ?? new Numerics { Determinism = Determinism.RunToRun }, last);
        return new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);
    }

    private static ProbedNumeric Of(CaseResult result, string member) => Assert.Single(result.Probed!, item => item.Member == member);

    public static TheoryData<string> Planned => [.. CaseSource.All.Where(item => item.Data == DataSets.Numerics.Name && item.Type == DType.Float32).Select(item => item.Id)];

    [Theory]
    [MemberData(nameof(Planned))]
    public void Every_planned_probe_finds_a_sum_and_holds_the_plain_simulation(string id)
    {
        var result = Judge(id, new Simulation());
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Text}");
        Assert.Equal("sequential", Of(result, "summation").Measured);
    }

    [Theory]
    [InlineData("sequential", SumOrder.Sequential, Summation.Sequential)]
    [InlineData("sequential, from the last term", SumOrder.Reversed, Summation.Blocked)]
    [InlineData("balanced, depth 6 of 64", SumOrder.Pairwise, Summation.Pairwise)]
    [InlineData("blocks, depth 32 of 64", SumOrder.Blocked, Summation.Blocked)]
    [InlineData("interleaved, depth 10 of 64", SumOrder.Interleaved, Summation.Any)]
    public void The_order_of_a_sum_is_recovered(string name, SumOrder order, Summation declared)
    {
        var result = Judge(Product, new Simulation { Order = order }, new Numerics { Summation = declared });
        Assert.Equal(name, Of(result, "summation").Measured);
        Assert.Equal(Verdict.Pass, result.Verdict);
    }

    [Theory]
    [InlineData(SumOrder.Reversed, Summation.Sequential)]
    [InlineData(SumOrder.Sequential, Summation.Pairwise)]
    [InlineData(SumOrder.Interleaved, Summation.Blocked)]
    [InlineData(SumOrder.Sequential, Summation.Exact)]
    public void An_order_that_is_declared_and_not_kept_fails(SumOrder order, Summation declared)
    {
        var result = Judge(Product, new Simulation { Order = order }, new Numerics { Summation = declared });
        Assert.True(result is { Verdict: Verdict.Fail, Rule: "gate.numerics" }, $"{result.Verdict}: {result.Text}");
        Assert.Contains("TG_SUM_", result.Hint, StringComparison.Ordinal);
    }

    public static TheoryData<string, string> OverClaims => new()
    {
        { "accumulator-f16", "accumulator: declared f32, measured 11 bits" },
        { "accumulator-bf16", "accumulator: declared f32, measured 8 bits" },
        { "demotion-tf32", "demotion: declared none, measured 11 bits" },
        { "demotion-bf16", "demotion: declared none, measured 8 bits" },
        { "truncates", "rounding: declared to nearest, measured toward zero" },
        { "flushes", "flag:flush-outputs: declared kept, measured flushed" },
        { "saturates", "flag:saturates: declared infinite, measured saturates" },
        { "nan", "flag:nan-undefined: declared kept, measured lost" },
    };

    private static (Simulation Simulation, Func<double, double>? Last, Numerics Honest) Device(string name) => name switch
    {
        "accumulator-f16" => (new() { Accumulator = Formats.Float16 }, null, new() { Accumulator = DType.Float16 }),
        "accumulator-bf16" => (new() { Accumulator = Formats.BFloat16 }, null, new() { Accumulator = DType.BFloat16 }),
        "demotion-tf32" => (new() { Demotion = Formats.Tf32 }, null, new() { Demotion = Numerics.Tf32 }),
        "demotion-bf16" => (new() { Demotion = Formats.BFloat16 }, null, new() { Demotion = DType.BFloat16 }),
        "truncates" => (new() { Rounding = Rounding.TowardZero }, null, new() { Rounding = Rounding.TowardZero }),
        "flushes" => (new(), value => Math.Abs(value) < Formats.Float32.SmallestNormal ? 0 : value, new() { Flags = NumericFlags.FlushOutputs }),
        "saturates" => (new(), value => Math.Clamp(value, -float.MaxValue, float.MaxValue), new() { Flags = NumericFlags.Saturates }),
        _ => (new(), value => double.IsNaN(value) ? 0 : value, new() { Flags = NumericFlags.NanUndefined }),
    };

    [Theory]
    [MemberData(nameof(OverClaims))]
    public void What_is_worse_than_declared_fails_by_name_and_passes_when_declared(string name, string text)
    {
        var (simulation, last, honest) = Device(name);
        var result = Judge(Product, simulation, null, last);
        Assert.True(result is { Verdict: Verdict.Fail, Rule: "gate.numerics" }, $"{result.Verdict}: {result.Text}");
        Assert.Contains(text, result.Text, StringComparison.Ordinal);
        var declared = Judge(Product, simulation, honest, last);
        Assert.True(declared.Verdict == Verdict.Pass, declared.Text);
    }

    [Fact]
    public void What_is_better_than_declared_is_allowed_and_told()
    {
        var narrow = Judge(Product, new Simulation(), new Numerics { Accumulator = DType.Float16, Demotion = DType.BFloat16 });
        Assert.Equal(Verdict.Pass, narrow.Verdict);
        Assert.All(["accumulator", "demotion"], member => Assert.Equal(ProbeFinding.UnderClaimed, Of(narrow, member).Finding));
        var flags = Judge(Product, new Simulation(), new Numerics { Flags = NumericFlags.FlushInputs | NumericFlags.Saturates });
        Assert.Equal(Verdict.Pass, flags.Verdict);
        Assert.All(["flag:flush-inputs", "flag:saturates"], member => Assert.Equal(ProbeFinding.UnderClaimed, Of(flags, member).Finding));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fused_products_show(bool fused) =>
        Assert.Equal(fused ? "products unrounded" : "products rounded", Of(Judge(Product, new Simulation { FusesProducts = fused }), "fused").Measured);

    [Theory]
    [InlineData("MatMul/f16/a=5x64,b=64x7/numerics")]
    [InlineData("MatMul/bf16/a=5x64,b=64x7/numerics")]
    public void A_wide_accumulator_under_narrow_storage_is_seen(string id)
    {
        var result = Judge(id, new Simulation { Order = SumOrder.Blocked });
        Assert.True(result.Verdict == Verdict.Pass, result.Text);
        Assert.Equal("blocks, depth 32 of 64", Of(result, "summation").Measured);
        Assert.Equal(Verdict.Fail, Judge(id, new Simulation { Accumulator = Formats.BFloat16 }).Verdict);
    }
}
