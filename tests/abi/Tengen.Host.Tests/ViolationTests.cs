// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>A plugin that breaks an obligation is noticed, by the obligation's number, and the host goes on.</summary>
public sealed class ViolationTests
{
    [Fact]
    public void A_ticket_reported_twice()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        script.Device.Complete(0, ticket.Number);
        script.Device.Complete(0, ticket.Number);
        Assert.True(ticket.Poll()!.Value.IsOk);
        Assert.Equal("TG-P-18", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void A_ticket_nobody_gave()
    {
        var script = new FakeScript();
        using var device = script.Open();
        script.Device.Complete(0, 77);
        script.Device.CompleteContext(99, 1, Status.Ok);
        device.Queues[0].Submit(null, []).Poll();
        script.Device.Complete(0, 1);
        Assert.Equal(["TG-P-18", "TG-P-18"], device.Violations.Select(violation => violation.Rule));
    }

    [Fact]
    public void Reports_that_descend()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var tickets = Enumerable.Range(0, 2).Select(_ => device.Queues[0].Submit(null, [])).ToList();
        script.Device.Complete(0, 2, Status.ExecutionFailed);
        script.Device.Complete(0, 1);
        Assert.True(tickets[0].Poll()!.Value.IsOk);
        Assert.Equal("TG-P-19", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void OK_while_an_earlier_ticket_is_pending()
    {
        var script = new FakeScript { Execute = (_, submission) => submission.Ticket == 1 ? Status.Pending : Status.Ok };
        using var device = script.Open();
        device.Queues[0].Submit(null, []);
        device.Queues[0].Submit(null, []);
        Assert.Equal("TG-P-17", Assert.Single(device.Violations).Rule);
        script.Device.Complete(0, 1);
    }

    [Fact]
    public void OK_and_a_report()
    {
        var script = new FakeScript
        {
            Execute = (device, submission) =>
            {
                device.Complete(submission.Queue, submission.Ticket);
                return Status.Ok;
            },
        };
        using var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        Assert.True(ticket.Wait()!.Value.IsOk);
        Assert.Equal("TG-P-18", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void BUSY_with_nothing_pending_does_not_stall()
    {
        var script = new FakeScript { Execute = (_, _) => Status.Busy };
        using var device = script.Open();
        Assert.Equal("TG-P-20", Assert.Throws<TengenException>(() => device.Queues[0].Submit(null, [])).Rule);
        Assert.Equal("TG-P-20", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void PENDING_from_a_device_without_ASYNC()
    {
        var script = new FakeScript { Flags = DeviceFlags.None };
        using var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        Assert.Equal("TG-P-17", Assert.Single(device.Violations).Rule);
        script.Device.Complete(0, 1);
        Assert.True(ticket.Wait()!.Value.IsOk);
    }

    [Fact]
    public void A_wait_that_answers_OK_and_reports_nothing()
    {
        var script = new FakeScript { Wait = (_, _) => Status.Ok };
        using var device = script.Open(waits: true);
        var ticket = device.Queues[0].Submit(null, []);
        Assert.Null(ticket.Wait(TimeSpan.FromMilliseconds(20)));
        Assert.Equal("TG-P-42", Assert.Single(device.Violations).Rule);
        script.Device.Complete(0, 1);
    }

    [Fact]
    public void A_report_after_close()
    {
        var script = new FakeScript();
        var device = script.Open();
        device.Dispose();
        script.Device.Complete(0, 1);
        Assert.Equal("TG-P-23", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void A_close_that_leaves_tickets_unreported()
    {
        var script = new FakeScript();
        var device = script.Open();
        var ticket = device.Queues[0].Submit(null, []);
        Assert.True(device.Close().IsOk);
        Assert.Equal(Status.DeviceLost, ticket.Poll()!.Value.Status);
        Assert.Equal("TG-P-23", Assert.Single(device.Violations).Rule);
    }

    [Fact]
    public void A_node_left_without_an_answer_reads_as_no()
    {
        var script = new FakeScript { Verdict = _ => uint.MaxValue };
        using var device = script.Open();
        Assert.Equal(SupportVerdict.No, Assert.Single(GraphQuery.Run(device, Graphs.Add(4)).Nodes).Verdict);
        Assert.Equal("TG-P-33", Assert.Single(device.Violations).Rule);
    }
}
