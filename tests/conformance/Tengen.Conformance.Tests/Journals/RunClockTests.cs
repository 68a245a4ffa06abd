// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;

namespace Tengen.Conformance.Tests.Journals;

/// <summary>The seconds of a run are those that somebody worked on it, whatever became of its stretches.</summary>
public sealed class RunClockTests
{
    private static readonly DateTimeOffset Start = new(2026, 2, 3, 4, 0, 0, TimeSpan.Zero);

    private static JournalRecord Begun { get; } = new() { Run = Runs.Header(new CasePlan(["a"])) with { Started = Start } };

    private static JournalRecord Dispatched(double seconds) => new() { Dispatch = "a", Worker = 1, At = Start.AddSeconds(seconds) };

    private static JournalRecord Resumed(double seconds) => new() { Resumed = Start.AddSeconds(seconds) };

    private static JournalRecord Ended(double seconds) => new() { End = new RunEnd(Start, seconds, []) };

    [Fact]
    public void An_ended_run_says_it_itself() => Assert.Equal(7, RunClock.Of([Begun, Dispatched(5), Ended(7)]));

    [Fact]
    public void A_killed_stretch_counts_up_to_its_last_time() => Assert.Equal(5, RunClock.Of([Begun, Dispatched(2), Dispatched(5), new JournalRecord { Dispatch = "b" }]));

    [Fact]
    public void Stretches_add_up_without_what_lies_between() => Assert.Equal(5 + 3, RunClock.Of([Begun, Dispatched(5), Resumed(1000), Dispatched(1003)]));

    [Fact]
    public void What_ended_before_it_was_taken_up_counts_as_it_said() => Assert.Equal(7 + 3, RunClock.Of([Begun, Dispatched(5), Ended(7), Resumed(1000), Dispatched(1003)]));

    [Fact]
    public void A_run_that_was_killed_at_once_took_nothing() => Assert.Equal(0, RunClock.Of([Begun, Resumed(9), Resumed(12)]));

    [Fact]
    public void The_total_of_a_taken_up_run_is_that_of_its_end() => Assert.Equal(12, RunClock.Of([Begun, Dispatched(5), Resumed(1000), Dispatched(1003), Ended(12)]));
}
