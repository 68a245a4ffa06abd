// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

[Collection(nameof(Misbehaviour.Gate))]
public sealed unsafe class WorkerTests
{
    [Fact]
    public void Submissions_are_reported_in_order_and_wait_ends_after_the_report()
    {
        using var session = new Session(SampleBackend.Worker);
        var program = session.Create(Graphs.Add(1));
        var one = session.Memory.One(1f);
        var sums = session.Memory.Array<float>(new float[64]);
        for (var ticket = 1ul; ticket <= 64; ticket++)
        {
            var immediate = new tg_arg { kind = Tg.TG_ARG_IMMEDIATE, offset = BitConverter.SingleToUInt32Bits(ticket), bytes = 4 };
            var status = Tg.TG_BUSY;
            while ((status = session.Execute(program, ticket, 0, immediate, Host(one), Host(sums + ticket - 1))) == Tg.TG_BUSY)
                session.Check(Wait(session, ticket - 1));
            Assert.Equal(Tg.TG_PENDING, status);
        }
        session.Check(Wait(session, 64));
        Assert.Equal(Enumerable.Range(1, 64).Select(i => (ulong)i), session.Reports.Select(report => report.Ticket));
        Assert.All(session.Reports, report => Assert.Equal(Tg.TG_OK, report.Status));
        Assert.Equal(Enumerable.Range(2, 64).Select(i => (float)i), new ReadOnlySpan<float>(sums, 64).ToArray());
        session.Check(session.Destroy(program));
    }

    [Fact]
    public void A_failed_submission_fails_alone()
    {
        using var session = new Session(SampleBackend.Worker);
        var bad = session.Create(Graphs.Throwing("Execute", "failed"));
        var x = session.Memory.One(1f);
        Assert.Equal(Tg.TG_PENDING, session.Execute(bad, 5, 0, Host(x), Host(x)));
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 9, 0));
        session.Check(Wait(session, 9));
        Assert.Equal([(0, 5ul, Tg.TG_EXECUTION_FAILED, "the work failed"), (0, 9ul, Tg.TG_OK, null)], session.Reports);
        session.Check(session.Destroy(bad));
    }

    [Fact]
    public void A_full_queue_is_busy_a_refused_ticket_is_spent_cancel_and_close_report_what_is_pending()
    {
        using var session = new Session(SampleBackend.Worker);
        Misbehaviour.Gate.Reset();
        Misbehaviour.Entered.Reset();
        var gate = session.Create(Graphs.Throwing("Execute", "gate"));
        var x = session.Memory.One(1f);
        Assert.Equal(Tg.TG_PENDING, session.Execute(gate, 1, 0, Host(x), Host(x)));
        Misbehaviour.Entered.Wait(TestContext.Current.CancellationToken);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(gate, 2, 0, Host(x)));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(null, 2, 0));
        for (var ticket = 3ul; ticket <= 5; ticket++)
            Assert.Equal(Tg.TG_PENDING, session.Execute(null, ticket, 0));
        Assert.Equal(Tg.TG_BUSY, session.Execute(null, 6, 0));
        Assert.Equal(Tg.TG_PENDING, Wait(session, 3, timeout: 1_000_000));
        Assert.Equal(Tg.TG_NOT_FOUND, Wait(session, 6));
        Assert.Equal(Tg.TG_OK, Cancel(session, 4));
        Assert.Equal(Tg.TG_NOT_FOUND, Cancel(session, 2));
        Misbehaviour.Gate.Set();
        session.Check(Wait(session, 5));
        Assert.Equal([(1ul, Tg.TG_OK), (3ul, Tg.TG_OK), (4ul, Tg.TG_CANCELLED), (5ul, Tg.TG_OK)], session.Reports.Select(report => (report.Ticket, report.Status)));

        Misbehaviour.Gate.Reset();
        Misbehaviour.Entered.Reset();
        Assert.Equal(Tg.TG_PENDING, session.Execute(gate, 10, 0, Host(x), Host(x)));
        Misbehaviour.Entered.Wait(TestContext.Current.CancellationToken);
        for (var ticket = 11ul; ticket <= 13; ticket++)
            Assert.Equal(Tg.TG_PENDING, session.Execute(null, ticket, 0));
        session.Reports.Clear();
        Misbehaviour.Gate.Set();
        session.Check(session.Destroy(gate));
        session.Check(session.Close(session.Device));
        Assert.Equal([10ul, 11, 12, 13], session.Reports.Select(report => report.Ticket));
        Assert.All(session.Reports, report => Assert.Contains(report.Status, new[] { Tg.TG_OK, Tg.TG_DEVICE_LOST }));
    }

    [Fact]
    public void A_wait_on_another_queue_is_honoured_and_one_on_the_future_refused()
    {
        using var session = new Session(SampleBackend.Worker, queues: 2);
        var sync = session.Memory.One(new tg_sync { queue = 0, value = 1 });
        var waiting = new tg_execute { size = (uint)sizeof(tg_execute), queue = 1, ticket = 1, waits = sync, wait_count = 1, wait_stride = (uint)sizeof(tg_sync) };
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->execute(session.Device, &waiting, session.Error));
        Assert.Equal("TG-H-12", session.Rule);
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 1, 0));
        waiting.ticket = 2;
        Assert.Equal(Tg.TG_PENDING, Session.Api->execute(session.Device, &waiting, session.Error));
        session.Check(Wait(session, 2, queue: 1));
        Assert.Equal([(0, 1ul), (1, 2ul)], session.Reports.Select(report => (report.Queue, report.Ticket)));
    }

    [Fact]
    public void Devices_close_under_load_without_a_report_afterwards()
    {
        for (var round = 0; round < 50; round++)
        {
            using var session = new Session(SampleBackend.Worker, queues: 2);
            var accepted = new List<(int, ulong)>();
            for (var ticket = 1ul; ticket <= 20; ticket++)
                for (var queue = 0; queue < 2; queue++)
                    if (session.Execute(null, ticket, (uint)queue) == Tg.TG_PENDING)
                        accepted.Add((queue, ticket));
            session.Check(session.Close(session.Device));
            var reported = session.Reports.Select(report => (report.Queue, report.Ticket)).ToList();
            Assert.Equal(accepted.Order(), reported.Order());
            foreach (var queue in reported.GroupBy(report => report.Queue))
                Assert.Equal(queue.Order(), queue);
        }
    }

    [Fact]
    public void Worker_threads_block_the_signals_that_a_process_is_sent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the thread's signal mask is read from /proc, which this system does not have");
        using var session = new Session(SampleBackend.Worker);
        Assert.Equal(Tg.TG_PENDING, session.Execute(null, 1, 0));
        session.Check(Wait(session, 1));
        var masks = Directory.GetDirectories("/proc/self/task")
            .Where(task => File.ReadAllText($"{task}/comm").StartsWith("worker queue", StringComparison.Ordinal))
            .Select(task => File.ReadLines($"{task}/status").First(line => line.StartsWith("SigBlk:", StringComparison.Ordinal)))
            .Select(line => ulong.Parse(line.AsSpan(7).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture))
            .ToList();
        Assert.NotEmpty(masks);
        foreach (var signal in new[] { 1, 2, 3, 10, 12, 13, 14, 15, 17 })
            Assert.All(masks, mask => Assert.NotEqual(0ul, mask & (1ul << (signal - 1))));
    }

    private static tg_arg Host(float* memory) => new() { kind = Tg.TG_ARG_HOST, offset = (ulong)memory, bytes = 4 };

    private static int Wait(Session session, ulong ticket, uint queue = 0, ulong timeout = Tg.TG_FOREVER)
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), queue = queue, ticket = ticket, timeout_ns = timeout };
        return Session.Api->wait(session.Device, &desc, session.Error);
    }

    private static int Cancel(Session session, ulong ticket)
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = ticket };
        return Session.Api->cancel(session.Device, &desc, session.Error);
    }
}
