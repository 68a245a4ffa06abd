// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

/// <summary>How the kit ends work: at the close, and when a device is lost.</summary>
[Collection(nameof(Misbehaviour.Gate))]
public sealed unsafe class CloseTests
{
    [Fact]
    public void Close_ends_and_reports_what_is_pending_then_refuses_while_objects_live_then_succeeds()
    {
        using var session = new Session(SampleBackend.Worker);
        var x = session.Memory.One(1f);
        var gate = Blocked(session, x);
        for (var ticket = 2ul; ticket <= 3; ticket++)
            Assert.Equal(Tg.TG_PENDING, session.Execute(null, ticket, 0));
        var state = Handles.Devices.Get((nuint)session.Device).State;
        var opener = new Thread(() =>
        {
            SpinWait.SpinUntil(() => state.IsLost);
            Misbehaviour.Gate.Set();
        });
        opener.Start();
        Assert.Equal(Tg.TG_WRONG_STATE, session.Close(session.Device));
        opener.Join();
        Assert.Equal([1ul, 2, 3], session.Reports.Select(report => report.Ticket));
        Assert.All(session.Reports, report => Assert.Contains(report.Status, new[] { Tg.TG_OK, Tg.TG_DEVICE_LOST }));
        Assert.Equal(Tg.TG_DEVICE_LOST, session.Execute(null, 4, 0));
        session.Check(session.Destroy(gate));
        session.Check(session.Close(session.Device));
        Assert.Equal(3, session.Reports.Count);
    }

    [Fact]
    public void Close_with_nothing_pending_refuses_and_the_device_goes_on()
    {
        using var session = new Session(SampleBackend.Worker);
        var buffer = session.Alloc(4);
        Assert.Equal(Tg.TG_WRONG_STATE, session.Close(session.Device));
        Assert.Equal("TG-H-5", session.Rule);
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 1, 0));
        var ticket = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = 1, timeout_ns = Tg.TG_FOREVER };
        session.Check(Session.Api->wait(session.Device, &ticket, session.Error));
        Assert.Equal([(0, 1ul, Tg.TG_OK, null)], session.Reports);
        session.Check(session.Free(buffer.buffer));
    }

    [Fact]
    public void A_loss_is_reported_when_nothing_of_the_device_runs_any_more()
    {
        using var session = new Session(SampleBackend.Worker, queues: 2);
        var x = session.Memory.One(1f);
        var gate = Blocked(session, x);
        var losing = session.Create(Graphs.Throwing("Execute", "lost"));
        Assert.Equal(Tg.TG_PENDING, session.Execute(losing, 1, 1, Host(x), Host(x)));
        var ticket = new tg_ticket { size = (uint)sizeof(tg_ticket), queue = 1, ticket = 1, timeout_ns = 50_000_000 };
        Assert.Equal(Tg.TG_PENDING, Session.Api->wait(session.Device, &ticket, session.Error));
        Assert.Empty(session.Reports);
        Misbehaviour.Gate.Set();
        ticket.timeout_ns = Tg.TG_FOREVER;
        session.Check(Session.Api->wait(session.Device, &ticket, session.Error));
        Assert.Contains((1, 1ul, Tg.TG_DEVICE_LOST, "the cable is out"), session.Reports);
        session.Check(session.Destroy(gate));
        session.Check(session.Destroy(losing));
    }

    [Fact]
    public void Who_waits_on_a_lost_device_is_released()
    {
        using var session = new Session(SampleBackend.Worker, queues: 2);
        var x = session.Memory.One(1f);
        var losing = session.Create(Graphs.Throwing("Execute", "lost"));
        Assert.Equal(Tg.TG_PENDING, session.Execute(losing, 1, 0, Host(x), Host(x)));
        var sync = session.Memory.One(new tg_sync { queue = 0, value = 1 });
        var waiting = new tg_execute { size = (uint)sizeof(tg_execute), queue = 1, ticket = 1, waits = sync, wait_count = 1, wait_stride = (uint)sizeof(tg_sync) };
        Assert.Contains(Session.Api->execute(session.Device, &waiting, session.Error), new[] { Tg.TG_PENDING, Tg.TG_DEVICE_LOST, Tg.TG_INVALID_ARGUMENT });
        var ticket = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = 1, timeout_ns = Tg.TG_FOREVER };
        session.Check(Session.Api->wait(session.Device, &ticket, session.Error));
        session.Check(session.Destroy(losing));
        session.Check(session.Close(session.Device));
    }

    [Fact]
    public void A_refused_ticket_counts_as_reported_with_the_next_accepted_one()
    {
        using var session = new Session(SampleBackend.Worker);
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 1, 0));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(null, 2, 0, default(tg_arg)));
        var ticket = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = 2, timeout_ns = Tg.TG_FOREVER };
        Assert.Equal(Tg.TG_NOT_FOUND, Session.Api->wait(session.Device, &ticket, session.Error));
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 3, 0));
        Assert.Equal(Tg.TG_OK, Session.Api->wait(session.Device, &ticket, session.Error));
    }

    private static tg_arg Host(float* memory) => new() { kind = Tg.TG_ARG_HOST, offset = (ulong)memory, bytes = 4 };

    /// <summary>Ticket 1 of queue 0 runs until the gate opens.</summary>
    private static tg_program* Blocked(Session session, float* x)
    {
        Misbehaviour.Gate.Reset();
        Misbehaviour.Entered.Reset();
        var gate = session.Create(Graphs.Throwing("Execute", "gate"));
        Assert.Equal(Tg.TG_PENDING, session.Execute(gate, 1, 0, Host(x), Host(x)));
        Misbehaviour.Entered.Wait(TestContext.Current.CancellationToken);
        return gate;
    }
}
