// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;

namespace Tengen.Conformance.Tests.Speed;

/// <summary>Warm-ups on a made-up clock: an execution lasts what its number and the time say.</summary>
public sealed class WarmUpTests
{
    private const double Steady = 60e-6, Slow = 600e-6;

    [Fact]
    public void A_program_that_is_steady_from_the_start_is_warm_soon()
    {
        var outcome = Run((_, _) => Steady);
        Assert.True(outcome.Reached);
        Assert.InRange(outcome.Seconds, 0.3, 1);
        Assert.Equal((WarmUpOutcome.LeastWindows, 0), (outcome.Windows, outcome.Fall));
    }

    [Fact]
    public void A_program_that_is_compiled_again_after_a_hundred_executions_is_warm_when_it_is_faster()
    {
        var outcome = Run((execution, _) => execution < 100 ? Slow : Steady);
        Assert.True(outcome.Reached && outcome.Executions > 200);
    }

    [Fact]
    public void A_program_that_is_slow_for_a_time_is_warm_after_it()
    {
        var outcome = Run((_, elapsed) => elapsed < 0.45 ? Slow : Steady);
        Assert.True(outcome.Reached && outcome.Seconds > 0.45);
    }

    [Fact]
    public void A_clock_that_rises_slowly_is_waited_for()
    {
        var outcome = Run((_, elapsed) => Steady * (1 + Math.Max(0, 2 - elapsed)));
        Assert.True(outcome.Reached && outcome.Seconds > 1.9);
    }

    [Fact]
    public void What_always_becomes_faster_reaches_nothing()
    {
        var outcome = Run((_, elapsed) => Slow * Math.Pow(0.8, elapsed));
        Assert.False(outcome.Reached);
        Assert.InRange(outcome.Seconds, 10, 11);
    }

    [Fact]
    public void What_becomes_slower_is_not_waited_for() => Assert.True(Run((_, elapsed) => Steady * (1 + elapsed)) is { Reached: true, Windows: WarmUpOutcome.LeastWindows });

    [Fact]
    public void What_is_slow_by_itself_is_executed_seldom()
    {
        var outcome = Run((_, _) => 0.3);
        Assert.True(outcome.Reached && outcome.Executions < 10);
    }

    [Theory]
    [InlineData(60e-6, 0.002, 34)]
    [InlineData(0.3, 0.002, 1)]
    public void A_batch_lasts_as_long_as_asked_for(double execution, double seconds, int batch)
    {
        var clock = new SimulatedClock();
        var warmUp = new WarmUp(() => clock.Advance(execution), clock, pause => clock.Advance(pause.TotalSeconds));
        warmUp.Run();
        Assert.Equal(batch, warmUp.Batch(seconds));
    }

    private static WarmUpOutcome Run(Func<int, double, double> seconds)
    {
        var (clock, executions) = (new SimulatedClock(), 0);
        return new WarmUp(() => clock.Advance(seconds(executions++, clock.Seconds)), clock, pause => clock.Advance(pause.TotalSeconds)).Run();
    }
}
