// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Tests.Properties;

/// <summary>What determinism 3 and 4 promise is held to whoever promises it, and to nobody else.</summary>
public sealed class DeterminismTests
{
    private const string Product = "MatMul/f32/a=5x64,b=64x7/properties";
    private const string Scaled = "Gemm/f32/m=3,k=33,n=5,alpha=0.7,beta=-1.3,c=3x5/uniform";
    private static readonly Simulation InOrder = new();
    private static readonly Simulation Backwards = new() { Order = SumOrder.Reversed };

    private static CaseResult Judge(string id, Determinism declared, Summation summation, Simulation alone, Simulation? amid = null, Simulation? elsewhere = null)
    {
        using var subject = new SimulatedSubject(new Numerics { Determinism = declared, Summation = summation }, alone, amid, elsewhere);
        return new CaseRunner(subject, new WorkerSettings("fake", 0, new Dictionary<string, string>(), Case.DailyNonce, [])).Run(id);
    }

    [Theory]
    [InlineData(Determinism.StreamInvariant, "gate.streams")]
    [InlineData(Determinism.BatchInvariant, null)]
    public void Bits_that_depend_on_another_queue_are_caught_where_stream_invariance_is_declared(Determinism declared, string? rule)
    {
        var result = Judge(Product, declared, Summation.Any, InOrder, amid: Backwards);
        Assert.True(result.Rule == rule, $"{result.Verdict} {result.Rule}: {result.Text}");
    }

    [Fact]
    public void Where_there_is_a_second_queue_the_gate_is_in_force_and_where_not_it_is_not()
    {
        Assert.Contains(Gate.Streams.Name, Judge(Product, Determinism.StreamInvariant, Summation.Any, InOrder, amid: InOrder).Gates);
        var alone = Judge(Product, Determinism.StreamInvariant, Summation.Any, InOrder);
        Assert.Equal(Verdict.Pass, alone.Verdict);
        Assert.DoesNotContain(Gate.Streams.Name, alone.Gates);
    }

    public static TheoryData<Determinism, Simulation?, string?> Elsewhere => new()
    {
        { Determinism.RunToRun, Backwards, Gate.Elsewhere.Name },
        { Determinism.RunToRun, InOrder, null },
        { Determinism.None, Backwards, null },
        { Determinism.None, new() { Intermediate = Formats.Float16, Accumulator = Formats.Float16 }, Gate.Elsewhere.Name },
        { Determinism.RunToRun, null, null },
    };

    [Theory]
    [MemberData(nameof(Elsewhere))]
    public void Another_queue_is_held_to_the_same_bits_where_they_are_promised_and_to_the_bounds_where_not(Determinism declared, Simulation? elsewhere, string? rule)
    {
        var result = Judge(Product, declared, Summation.Any, InOrder, elsewhere: elsewhere);
        Assert.True(result.Rule == rule, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.Equal(elsewhere is not null, result.Gates.Contains(Gate.Elsewhere.Name));
    }

    public static TheoryData<string, bool, bool> LegalOrders => new()
    {
        { Product, false, false },
        { Product, true, false },
        { Scaled, false, true },
        { "Gemm/f32/m=5,k=64,n=7,c=7/uniform", true, true },
        { "Conv/f16/x=1x4x11x11,w=6x4x3x3,strides=2x2,b=1/uniform", true, false },
        { "ReduceSum/bf16/x=3x5x7,axes=1/uniform", false, false },
        { "Div/f32/a=3x67,b=3x67/uniform", false, false },
    };

    [Theory]
    [MemberData(nameof(LegalOrders))]
    public void The_published_order_passes_however_products_and_bias_enter(string id, bool fused, bool biasLast)
    {
        var result = Judge(id, Determinism.Published, Summation.Sequential, new Simulation { FusesProducts = fused, AddsInitialLast = biasLast });
        Assert.True(result.Verdict == Verdict.Pass, $"{result.Rule}: {result.Text}");
        Assert.Contains(Gate.Order.Name, result.Gates);
    }

    [Theory]
    [InlineData(Product, SumOrder.Reversed)]
    [InlineData("ReduceSum/f32/x=3x5x7,axes=1/uniform", SumOrder.Pairwise)]
    [InlineData("Conv/f32/x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1/uniform", SumOrder.Reversed)]
    public void Another_order_than_the_published_one_is_caught(string id, SumOrder order)
    {
        var result = Judge(id, Determinism.Published, Summation.Sequential, new Simulation { Order = order });
        Assert.True(result is { Rule: "gate.order", Worst.Rejected: > 0 }, $"{result.Verdict} {result.Rule}: {result.Text}");
        Assert.Equal(Verdict.Pass, Judge(id, Determinism.StreamInvariant, Summation.Sequential, new Simulation { Order = order }).Verdict);
    }

    [Fact]
    public void An_order_that_is_published_nowhere_cannot_be_promised()
    {
        var result = Judge(Product, Determinism.Published, Summation.Pairwise, new Simulation { Order = SumOrder.Pairwise });
        Assert.Equal("gate.order", result.Rule);
        Assert.Contains("TG_SUM_SEQUENTIAL", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Exp/f32/x=3x67/uniform")]
    [InlineData("MatMul/f64/a=5x64,b=64x7/uniform")]
    [InlineData("Softmax/f32/x=5x67,axis=-1/uniform")]
    public void Nothing_is_asked_of_results_that_no_order_fixes(string id) =>
        Assert.DoesNotContain(Gate.Order.Name, Judge(id, Determinism.Published, Summation.Any, InOrder).Gates);
}
