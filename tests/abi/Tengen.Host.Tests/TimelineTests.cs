// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>The client of <c>tg.timeline/1</c>.</summary>
public sealed class TimelineTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Values_are_waited_for_signalled_and_read_on_the_host()
    {
        var script = new FakeScript();
        using var device = FakeTimelines.Library.Open(0, script.Options);
        Assert.True(device.HasTimelines);
        using var timeline = Timeline.Create(device, initial: 3);
        Assert.Equal(3ul, timeline.Value);
        Assert.False(timeline.Wait(4, Short));
        var signaller = new Thread(() => timeline.Signal(5));
        signaller.Start();
        Assert.True(timeline.Wait(4));
        signaller.Join();
        Assert.Equal(5ul, timeline.Value);
    }

    [Fact]
    public void A_submission_names_the_points_it_waits_for_and_signals()
    {
        var script = new FakeScript();
        using var device = FakeTimelines.Library.Open(0, script.Options);
        using var timeline = Timeline.Create(device);
        var before = device.Queues[1].Submit(null, []);
        device.Queues[0].Submit(null, [], new Syncs { TimelineWaits = [new(timeline, 7)], Signals = [new(timeline, 8)] });
        var seen = script.Device.Seen.Last();
        Assert.Equal([7ul], seen.TimelineWaits);
        Assert.Equal([8ul], seen.Signals);
        script.Device.Complete(1, before.Number);
        script.Device.Complete(0, 1);
    }

    [Fact]
    public void A_dependent_of_a_failure_still_waits_for_and_signals_its_points_behind_a_barrier()
    {
        var script = new FakeScript { Execute = (_, submission) => submission.Ticket == 1 ? Status.InvalidArgument : Status.Ok };
        using var device = FakeTimelines.Library.Open(0, script.Options);
        using var timeline = Timeline.Create(device);
        using var program = CompiledProgram.Create(device, Graphs.Add(4));
        var failed = device.Queues[0].Submit(program, []);
        var dependent = device.Queues[0].Submit(program, [], new Syncs { Waits = [failed], TimelineWaits = [new(timeline, 1)], Signals = [new(timeline, 2)] });
        Assert.Equal("TG-H-11", dependent.Poll()!.Value.Rule);
        var seen = script.Device.Seen.Last();
        Assert.True(seen.IsBarrier);
        Assert.Equal([1ul], seen.TimelineWaits);
        Assert.Equal([2ul], seen.Signals);
    }

    [Fact]
    public void A_timeline_lives_until_the_last_submission_that_names_it_ends_and_is_destroyed_before_its_device_closes()
    {
        var before = FakeTimelines.Alive;
        var script = new FakeScript();
        var device = FakeTimelines.Library.Open(0, script.Options);
        var timeline = Timeline.Create(device);
        Timeline.Create(device);
        var ticket = device.Queues[0].Submit(null, [], new Syncs { Signals = [new(timeline, 1)] });
        timeline.Dispose();
        Assert.Equal(before + 2, FakeTimelines.Alive);
        script.Device.Complete(0, ticket.Number);
        ticket.Join();
        Assert.Equal(before + 1, FakeTimelines.Alive);
        device.Dispose();
        Assert.Equal(before, FakeTimelines.Alive);
    }

    [Fact]
    public void Where_a_device_cannot_export_nothing_is_shared_and_without_timelines_the_refusal_says_so()
    {
        var script = new FakeScript();
        using var device = FakeTimelines.Library.Open(0, script.Options);
        using var other = FakeTimelines.Library.Open(0, new FakeScript().Options);
        using var timeline = Timeline.Create(device);
        Assert.Null(timeline.Share(other));
        using var plain = new FakeScript().Open();
        Assert.False(plain.HasTimelines);
        Assert.Equal(Status.Unsupported, Assert.Throws<TengenException>(() => Timeline.Create(plain)).Status);
    }
}
