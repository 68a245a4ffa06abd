// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Reports;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Tests.Speed;

namespace Tengen.Conformance.Tests.Reports;

public sealed class SpeedDiffTests
{
    private const string Shape = "Add/f32/a=1,b=1/uniform";

    private static BenchReport Run(params BenchResult[] results) => Benchmarks.Of(Benchmarks.Run(Benchmarks.Backend("a")), results);

    private static BenchResult Figure(double seconds, bool conclusive = true) => Benchmarks.Figure("a", Shape, seconds, conclusive: conclusive);

    [Theory]
    [InlineData(1.00, 1.00, true, null)]
    [InlineData(1.00, 1.02, true, null)]
    [InlineData(1.00, 1.04, true, ChangeKind.Slower)]
    [InlineData(1.04, 1.00, true, ChangeKind.Faster)]
    [InlineData(1.00, 2.00, false, null)]
    public void A_time_regresses_beyond_its_interval_and_only_when_it_is_conclusive(double before, double after, bool conclusive, ChangeKind? kind)
    {
        var diff = SpeedDiff.Of(Run(Figure(before)), Run(Figure(after, conclusive)));
        Assert.Equal(kind, diff.Changes.SingleOrDefault()?.Kind);
        Assert.Equal(kind == ChangeKind.Slower ? 1 : 0, diff.Regressions);
        Assert.Equal((1, conclusive ? 0 : 1), (diff.Common, diff.Inconclusive));
    }

    [Fact]
    public void What_fails_or_cheats_or_is_declined_now_is_a_regression_whatever_its_speed()
    {
        foreach (var now in (BenchResult[])[Benchmarks.Ended("a", Shape, BenchResult.Failed, "died"), Benchmarks.Ended("a", Shape, BenchResult.Declined, "no"), Figure(0.1) with { ErrOverBound = 2 }, Figure(0.1, conclusive: false) with { Findings = [SpeedRule.Shape.Broken("known")] }])
        {
            Assert.Equal(ChangeKind.Worse, Assert.Single(SpeedDiff.Of(Run(Figure(1)), Run(now)).Changes).Kind);
            Assert.Equal(ChangeKind.Better, Assert.Single(SpeedDiff.Of(Run(now), Run(Figure(1))).Changes).Kind);
        }
    }

    [Fact]
    public void On_another_machine_outcomes_are_compared_and_times_are_not()
    {
        var (before, after) = (Run(Figure(1)), Run(Figure(3)));
        var diff = SpeedDiff.Of(before, after with { Run = after.Run with { Environment = after.Run.Environment with { Cpu = "other" } } });
        Assert.False(diff.SameMachine);
        Assert.Empty(diff.Changes);
        Assert.Contains(diff.Notes, note => note.Contains("times are not", StringComparison.Ordinal));
    }

    [Fact]
    public void A_machine_that_became_slower_itself_is_said_so()
    {
        var slow = Benchmarks.Host with { Arithmetic = [new("f32", 50e9, "fma")] };
        var after = Run(Figure(1));
        Assert.Contains(SpeedDiff.Of(Run(Figure(1)), after with { Bench = after.Bench with { Host = slow } }).Notes, note => note.Contains("the machine itself", StringComparison.Ordinal));
    }

    [Fact]
    public void The_one_backend_of_either_run_is_compared_whatever_its_name_and_several_by_name()
    {
        var other = Benchmarks.Of(Benchmarks.Run(Benchmarks.Backend("b")), [Benchmarks.Figure("b", Shape, 2)]);
        Assert.Equal(ChangeKind.Slower, Assert.Single(SpeedDiff.Of(Run(Figure(1)), other).Changes).Kind);
        var both = Benchmarks.Of(Benchmarks.Run(Benchmarks.Backend("b"), Benchmarks.Backend("c")), [Benchmarks.Figure("b", Shape, 2), Benchmarks.Figure("c", Shape, 2)]);
        Assert.Equal([ChangeKind.New, ChangeKind.New, ChangeKind.Lost], SpeedDiff.Of(Run(Figure(1)), both).Changes.Select(change => change.Kind));
    }
}
