// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

[Collection("statics")]
public sealed class IntervalTests
{
    private const int Stride = 23;
    private readonly ITestOutputHelper _output;

    public IntervalTests(ITestOutputHelper output)
    {
        _output = output;
        Arithmetic.Declare(Tengen.Graph.Numerics.Default, Formats.Float32);
    }

    private static Interval Of(double value) => Interval.Exact(value);

    [Fact]
    public void A_sum_that_one_order_overflows_may_be_infinite_and_one_that_two_orders_do_may_be_nan()
    {
        var large = Formats.Float32.Largest;
        var (one, two) = (Interval.Sum(new([Of(large), Of(large), Of(-5)])), Interval.Sum(new([Of(large), Of(large), Of(-large), Of(-large)])));
        Assert.True(one.Contains(double.PositiveInfinity) && !one.Contains(double.NegativeInfinity) && !one.MayBeNaN);
        Assert.True(two.Contains(double.PositiveInfinity) && two.Contains(double.NegativeInfinity) && two.Contains(0) && two.MayBeNaN);
    }

    [Theory]
    [InlineData(double.PositiveInfinity, double.NegativeInfinity)]
    [InlineData(double.NaN, 1)]
    public void Sums_without_a_number_are_nan_for_certain(double a, double b) => Assert.True((Of(a) + Of(b)).IsNaN);

    [Fact]
    public void Nan_comes_from_the_edges_of_domains_and_from_indefinite_forms()
    {
        var around = new Interval(-1e-9, 1e-9);
        Assert.True((around / around).MayBeNaN && (around * Of(double.PositiveInfinity)).MayBeNaN);
        Assert.True(Interval.Apply(Function.Log, Of(-1)).IsNaN);
        Assert.True(Interval.Apply(Function.Sqrt, around) is { MayBeNaN: true, IsNaN: false });
        Assert.False(Interval.Apply(Function.Exp, around).MayBeNaN);
        Assert.True(Interval.Apply(Function.Exp, Of(1000)).Contains(double.PositiveInfinity));
    }

    [Fact]
    public void A_branch_that_rounding_decides_may_go_either_way()
    {
        var third = Of(1) / Of(3);
        Assert.Equal(Truth.Maybe, Interval.Less(third, third));
        Assert.Equal(Truth.No, Interval.Less(Of(2), Of(2)));
        Assert.Equal(Truth.Yes, Interval.Less(third, Of(0.5)));
        Assert.Equal(Truth.Maybe, Interval.Less(new Interval(0, 1, MayBeNaN: true), Of(2)));
        Assert.Equal(new Interval(-5, 7), Interval.IfLess(third, third, Of(7), Of(-5)));
    }

    [Fact]
    public void A_tie_that_rounding_decides_may_round_either_way()
    {
        var half = new Interval(Math.BitDecrement(2.5), Math.BitIncrement(2.5));
        Assert.Equal(new Interval(2, 3), Interval.RoundToInteger(half, Ties.ToEven));
        Assert.Equal(Of(2), Interval.RoundToInteger(Of(2.5), Ties.ToEven));
    }

    [Fact]
    public void Subnormal_results_may_be_zero_where_the_backend_declares_it()
    {
        var (small, half) = (Of(Formats.Float32.SmallestNormal), Of(0.375));
        Assert.False((small * half).Contains(0));
        Arithmetic.Declare(new Numerics { Flags = NumericFlags.FlushOutputs }, Formats.Float32);
        Assert.True((small * half + Of(1e-44)).Contains(0));
    }

    [Fact]
    public void Double_double_and_legal_twins_lie_in_the_bound_and_in_the_interval()
    {
        var (checks, nested) = (0L, 0L);
        foreach (var item in CaseSource.All.Where((item, i) => i % Stride == 0 && item.Type.IsFloat && !DataSets.Parse(item.Data).IsExhaustive))
        {
            var call = item.Materialise().Call;
            var expected = Oracle.Expect(call, Tengen.Graph.Numerics.Default);
            if (expected.All(expectation => expectation is null or { IsExact: true }))
                continue;
            var intervals = Oracle.Numbers<Interval>(call);
            var twin = Oracle.Simulate(call, new Simulation { Intermediate = call.Inside, Accumulator = call.Inside, Order = SumOrder.Pairwise, FunctionUlp = 2 });
            for (var output = 0; output < expected.Length; output++)
                for (var element = 0; element < (expected[output] is { IsExact: false } ? intervals[output]?.Length ?? 0 : 0); element++, checks++)
                {
                    var (tolerance, interval, storage) = (expected[output]![element], intervals[output]![element], Formats.Of(call.OutputTypes[output]));
                    var got = Element.Real(twin[output]!, element);
                    Assert.True(interval.Contains(tolerance.Reference), $"{item}: {tolerance.Reference:r} outside {interval}");
                    Assert.True(ElementJudge.HardRatio(tolerance, storage, got) <= 1, $"{item}: {got:r}, {tolerance}");
                    Assert.True(double.IsNaN(got) ? interval.MayBeNaN : got >= storage.Round(interval.Low) && got <= storage.Round(interval.High), $"{item}: {got:r} outside {interval}");
                    nested += interval.Contains(tolerance.Reference - tolerance.Hard) && interval.Contains(tolerance.Reference + tolerance.Hard) ? 1 : 0;
                }
        }
        _output.WriteLine($"{checks} elements; the whole bound lies in the interval for {100.0 * nested / checks:f1} %");
        Assert.True(checks > 20_000 && nested > checks / 2, $"{checks}, {nested}");
    }

    [Fact]
    public void Where_no_bound_is_finite_the_interval_judges()
    {
        var call = Case.Parse("LogSoftmax/f32/x=5x64,axis=1/overflow").Materialise().Call;
        var expectation = Oracle.Expect(call, Tengen.Graph.Numerics.Default)[0]!;
        var open = Enumerable.Range(0, (int)expectation.Reference.Count).Select(i => expectation[i]).Where(item => double.IsInfinity(item.Hard)).ToList();
        Assert.NotEmpty(open);
        Assert.All(open, tolerance =>
        {
            Assert.Equal(0, ElementJudge.HardRatio(tolerance, Formats.Float32, Formats.Float32.Round(tolerance.Reference)));
            foreach (var wrong in (ReadOnlySpan<double>)[double.NaN, double.PositiveInfinity, 1])
                Assert.Equal(double.PositiveInfinity, ElementJudge.HardRatio(tolerance, Formats.Float32, wrong));
        });
    }
}
