// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>Tickets of a well-behaved asynchronous device, in every legal order of events.</summary>
public sealed class SubmissionTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_ticket_is_pending_until_it_is_reported()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        Assert.Null(ticket.Poll());
        Assert.Null(ticket.Wait(Short));
        script.Device.Complete(0, ticket.Number);
        Assert.True(ticket.Poll()!.Value.IsOk);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void Numbers_of_a_queue_start_at_one_and_ascend()
    {
        var script = new FakeScript { Execute = (_, _) => Status.Ok };
        using var device = script.Open();
        for (var i = 0; i < 3; i++)
            device.Queues[0].Submit(null, []);
        device.Queues[1].Submit(null, []);
        Assert.Equal([(0, 1ul), (0, 2ul), (0, 3ul), (1, 1ul)], script.Device.Seen.Select(seen => (seen.Queue, seen.Ticket)));
    }

    [Fact]
    public async Task A_sleeping_waiter_is_woken_by_a_thread_of_the_plugin()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        var waiter = Task.Run(() => ticket.Wait(Long));
        new Thread(() => script.Device.Complete(0, ticket.Number)).Start();
        Assert.True((await waiter)!.Value.IsOk);
    }

    [Fact]
    public void Completion_may_come_inside_execute()
    {
        var script = new FakeScript
        {
            Execute = (device, submission) =>
            {
                device.Complete(submission.Queue, submission.Ticket);
                return Status.Pending;
            },
        };
        using var device = script.Open();
        Assert.True(device.Queues[0].Submit(null, []).Wait(Long)!.Value.IsOk);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void One_report_covers_everything_below_it()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var tickets = Enumerable.Range(0, 3).Select(_ => device.Queues[0].Submit(null, [])).ToList();
        script.Device.Complete(0, tickets[1].Number);
        Assert.True(tickets[0].Poll()!.Value.IsOk);
        Assert.True(tickets[1].Poll()!.Value.IsOk);
        Assert.Null(tickets[2].Poll());
        script.Device.Complete(0, tickets[2].Number);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void A_failure_is_of_one_ticket_alone_and_says_why()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var tickets = Enumerable.Range(0, 3).Select(_ => device.Queues[0].Submit(null, [])).ToList();
        script.Device.Complete(0, tickets[1].Number, Status.ExecutionFailed, "divided by zero", "op:Div.zero");
        script.Device.Complete(0, tickets[2].Number);
        Assert.Equal(new Completion(Status.ExecutionFailed, "op:Div.zero", "divided by zero"), tickets[1].Wait(Long));
        Assert.True(tickets[0].Poll()!.Value.IsOk);
        Assert.True(tickets[2].Poll()!.Value.IsOk);
        Assert.Equal("op:Div.zero", Assert.Throws<TengenException>(() => tickets[1].Join()).Rule);
    }

    [Fact]
    public void A_refused_submission_spends_its_ticket()
    {
        var script = new FakeScript { Execute = (_, submission) => submission.Ticket == 1 ? Status.InvalidArgument : Status.Ok };
        using var device = script.Open();
        var refused = device.Queues[0].Submit(null, []);
        var next = device.Queues[0].Submit(null, []);
        Assert.Equal(new Completion(Status.InvalidArgument, "fake:rule", "scripted INVALID_ARGUMENT"), refused.Poll());
        Assert.Equal(2ul, next.Number);
        Assert.True(next.Poll()!.Value.IsOk);
    }

    [Fact]
    public void Who_waits_for_a_refused_ticket_fails_behind_a_barrier()
    {
        var script = new FakeScript
        {
            Flags = DeviceFlags.Async | DeviceFlags.Waits,
            Execute = (_, submission) => submission is { Queue: 0, Ticket: 1 } ? Status.ExecutionFailed : Status.Pending,
        };
        using var device = script.Open();
        using var program = CompiledProgram.Create(device, Graphs.Add(4));
        var refused = device.Queues[0].Submit(null, []);
        var dependent = device.Queues[1].Submit(program, [], 0, refused);
        Assert.True(script.Device.Seen.Last().IsBarrier);
        Assert.Null(dependent.Poll());
        script.Device.Complete(1, dependent.Number);
        var end = dependent.Wait(Long)!.Value;
        Assert.Equal("TG-H-11", end.Rule);
        Assert.Contains("scripted EXECUTION_FAILED", end.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_waits_for_a_ticket_that_fails_later_fails_too_whichever_report_comes_first()
    {
        var script = new FakeScript { Flags = DeviceFlags.Async | DeviceFlags.Waits };
        using var device = script.Open();
        var first = device.Queues[0].Submit(null, []);
        var dependent = device.Queues[1].Submit(null, [], 0, first);
        Assert.Equal([(0, first.Number)], script.Device.Seen.Last().Waits);
        script.Device.Complete(1, dependent.Number);
        Assert.Null(dependent.Poll());
        script.Device.Complete(0, first.Number, Status.ExecutionFailed, "no");
        Assert.Equal("TG-H-11", dependent.Wait(Long)!.Value.Rule);
    }

    [Fact]
    public void Without_WAITS_the_host_keeps_the_submission_and_everything_behind_it_and_no_thread()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var first = device.Queues[0].Submit(null, []);
        var kept = device.Queues[1].Submit(null, [], 0, first);
        var behind = device.Queues[1].Submit(null, []);
        Assert.Null(behind.Wait(Short));
        Assert.Equal([(0, 1ul)], script.Device.Seen.Select(seen => (seen.Queue, seen.Ticket)));
        script.Device.Complete(0, first.Number);
        Assert.True(SpinWait.SpinUntil(() => script.Device.Seen.Count == 3, Long));
        Assert.Equal([(0, 1ul), (1, kept.Number), (1, behind.Number)], script.Device.Seen.Select(seen => (seen.Queue, seen.Ticket)));
        script.Device.Complete(1, behind.Number);
        Assert.True(kept.Wait(Long)!.Value.IsOk);
        Assert.All(script.Device.Seen, seen => Assert.Empty(seen.Waits));
        Assert.Empty(device.Violations);
    }

    [Fact]
    public async Task BUSY_is_tried_again_with_the_same_ticket_when_something_has_ended()
    {
        var busy = 0;
        var script = new FakeScript
        {
            MaxPending = 1,
            Execute = (_, submission) => submission.Ticket == 2 && busy++ == 0 ? Status.Busy : Status.Pending,
        };
        using var device = script.Open();
        var first = device.Queues[0].Submit(null, []);
        var second = Task.Run(() => device.Queues[0].Submit(null, []));
        Assert.False(await Background.Ends(second));
        script.Device.Complete(0, first.Number);
        Assert.Equal(2ul, (await second).Number);
        script.Device.Complete(0, 2);
        Assert.Equal([1ul, 2ul, 2ul], script.Device.Seen.Select(seen => seen.Ticket));
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void A_lost_device_fails_everything_not_reported_on_every_queue_and_may_report_it_again()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var ended = device.Queues[1].Submit(null, []);
        var early = device.Queues[1].Submit(null, []);
        var lost = device.Queues[0].Submit(null, []);
        var late = device.Queues[1].Submit(null, []);
        script.Device.Complete(1, ended.Number);
        script.Device.Complete(0, lost.Number, Status.DeviceLost, "unplugged");
        Assert.All(new[] { early, lost, late }, ticket => Assert.Equal(Status.DeviceLost, ticket.Wait(Long)!.Value.Status));
        Assert.True(ended.Poll()!.Value.IsOk);
        Assert.True(device.IsLost);
        script.Device.Complete(1, early.Number, Status.DeviceLost);
        script.Device.Complete(1, late.Number);
        Assert.Equal(Status.DeviceLost, late.Poll()!.Value.Status);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void Where_there_is_a_wait_slot_it_drives()
    {
        var script = new FakeScript
        {
            Flags = DeviceFlags.Async | DeviceFlags.Pull,
            Wait = (device, submission) =>
            {
                device.Complete(submission.Queue, submission.Ticket);
                return Status.Ok;
            },
        };
        using var device = script.Open(waits: true);
        Assert.True(device.Queues[0].Submit(null, []).Wait(Long)!.Value.IsOk);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void Many_threads_on_many_queues_lose_nothing()
    {
        var script = new FakeScript
        {
            MaxPending = uint.MaxValue,
            Execute = (device, submission) =>
            {
                device.Complete(submission.Queue, submission.Ticket);
                return Status.Pending;
            },
        };
        using var device = script.Open();
        Parallel.For(0, 400, i => device.Queues[i % 2].Submit(null, []).Join());
        Assert.Equal(400, script.Device.Seen.Count);
        Assert.Empty(device.Violations);
    }
}
