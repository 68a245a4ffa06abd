// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary><c>tg.timeline/1</c>, where it is offered: values on the host, waits before the signal, signals by the device, lifetime.</summary>
internal static unsafe class TimelineCases
{
    private const ulong Moment = 20_000_000;

    public static ContractCase[] All { get; } =
    [
        new("timelines/host", ["TG-P-46", "TG-P-15"], ContractCase.Nothing, OnHost),
        new("timelines/wait-before-signal", ["TG-P-45", "TG-P-46"], ContractCase.Async, WaitBeforeSignal),
        new("timelines/signal", ["TG-P-46"], ContractCase.Nothing, SignalByDevice),
        new("timelines/between-queues", ["TG-P-45", "TG-P-46"], ContractCase.Async, BetweenQueues),
        new("timelines/refused-between", ["TG-P-46", "TG-P-21"], ContractCase.Async, RefusedBetween),
        new("timelines/alive-at-close", ["TG-P-23"], ContractCase.Nothing, AliveAtClose),
        new("timelines/waited-for-at-close", ["TG-P-23", "TG-P-46"], ContractCase.Async, WaitedForAtClose),
    ];

    private static void OnHost(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var api = Functions(device, room);
        var timeline = Create(device, api, 3);
        Reached(api, timeline, 3);
        Expect(Wait(api, timeline, 3, 0), Tg.TG_OK, "timeline wait for a value reached");
        Expect(Wait(api, timeline, 4, Moment), Tg.TG_PENDING, "timeline wait for a value not reached");
        Expect(Signal(api, timeline, 9), Tg.TG_OK, "timeline signal");
        Expect(Wait(api, timeline, 4, device.PatienceNanoseconds), Tg.TG_OK, "timeline wait for a value below one signalled");
        Reached(api, timeline, 9);
        Expect(Signal(api, timeline, 9), Tg.TG_INVALID_ARGUMENT, "timeline signal of the value reached");
        Expect(Signal(api, timeline, 4), Tg.TG_INVALID_ARGUMENT, "timeline signal of a value below the one reached");
        Reached(api, timeline, 9);
        Destroy(api, timeline);
    }

    private static void WaitBeforeSignal(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var api = Functions(device, room);
        var work = new RawWork(device, room);
        var timeline = Create(device, api, 0);
        tg_buffer* one = work.Cell(1), sum = work.Cell(0);
        var desc = work.Add(one, one, sum);
        desc.waits = room.Array(new tg_sync { timeline = timeline, value = 1 });
        desc.wait_count = 1;
        desc.wait_stride = (uint)sizeof(tg_sync);
        var ledger = device.Ledgers[0];
        var ticket = ledger.Submit(desc);
        Thread.Sleep(TimeSpan.FromMilliseconds(30));
        Broken.Unless(ledger.Pending.Contains(ticket) && ledger.Outcome(ticket) is null, "TG-P-45", "a submission that waits for a point of a timeline ended before the point was signalled");
        Expect(Signal(api, timeline, 1), Tg.TG_OK, "timeline signal");
        ledger.Settle();
        var value = work.Read(sum, "TG-P-45");
        Broken.Unless(value.Equals(2f), "TG-P-45", $"1 + 1 after a point of a timeline gave {value}");
        Destroy(api, timeline);
        work.Free();
    }

    private static void SignalByDevice(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var api = Functions(device, room);
        var timeline = Create(device, api, 0);
        for (var value = 1ul; value <= 20; value++)
        {
            device.Ledgers[0].Submit(new tg_execute { signals = room.Array(new tg_sync { timeline = timeline, value = value }), signal_count = 1, signal_stride = (uint)sizeof(tg_sync) });
            Expect(Wait(api, timeline, value, device.PatienceNanoseconds), Tg.TG_OK, $"timeline wait for {value}, which a submission signals");
        }
        device.Ledgers[0].Settle();
        Reached(api, timeline, 20);
        Destroy(api, timeline);
    }

    /// <summary>Two engines take turns, each waiting before the other has even been given what signals: a chain of sums says who began early.</summary>
    private static void BetweenQueues(RawTarget target, NativeRoom room)
    {
        if (Engines(target) < 2)
            throw new NotOffered("device.queues", "the device has one engine whose queues take points of timelines");
        using var device = new RawDevice(target, room, 2);
        if (device.Queues < 2)
            throw new NotOffered("device.queues", "the device gives one queue");
        var api = Functions(device, room);
        var work = new RawWork(device, room);
        var timeline = Create(device, api, 0);
        tg_buffer* one = work.Cell(1), even = work.Cell(0), odd = work.Cell(0);
        const ulong Turns = 20;
        for (var turn = 0ul; turn < Turns; turn++)
            for (var queue = 1; queue >= 0; queue--)
            {
                var step = queue == 1 ? work.Add(odd, one, even) : work.Add(even, one, odd);
                var before = 2 * turn + (ulong)queue;
                device.Ledgers[queue].Submit(Between(room, step, timeline, before, before + 1));
            }
        Expect(Wait(api, timeline, 2 * Turns, device.PatienceNanoseconds), Tg.TG_OK, $"timeline wait for {2 * Turns}, which two queues signal by turns");
        foreach (var ledger in device.Ledgers)
            ledger.Settle();
        var end = work.Read(even, "TG-P-45");
        Broken.Unless(end.Equals(2f * Turns), "TG-P-45", $"{2 * Turns} sums of two queues by turns ended in {end}: one began before its point");
        Destroy(api, timeline);
        work.Free();
    }

    /// <summary>What execute refuses signals nothing, and what follows it in the queue runs.</summary>
    private static void RefusedBetween(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var api = Functions(device, room);
        var work = new RawWork(device, room);
        var timeline = Create(device, api, 0);
        tg_buffer* one = work.Cell(1), first = work.Cell(0), second = work.Cell(0);
        var ledger = device.Ledgers[0];
        ledger.Submit(Between(room, work.Add(one, one, first), timeline, 1, 2));
        var bad = Between(room, work.Add(one, one, first), timeline, 1, 9);
        bad.arg_count--;
        var status = ledger.Try(bad);
        Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-P-21", $"execute with {bad.arg_count} arguments, one too few, answered {new Status(status)}");
        ledger.Submit(Between(room, work.Add(first, one, second), timeline, 2, 3));
        Expect(Signal(api, timeline, 1), Tg.TG_OK, "timeline signal");
        Expect(Wait(api, timeline, 3, device.PatienceNanoseconds), Tg.TG_OK, "timeline wait for 3, which the submission after a refused one signals");
        Reached(api, timeline, 3);
        ledger.Settle();
        var value = work.Read(second, "TG-P-21");
        Broken.Unless(value.Equals(3f), "TG-P-21", $"the submission after a refused one gave {value}, not 3");
        Destroy(api, timeline);
        work.Free();
    }

    private static void AliveAtClose(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var api = Functions(device, room);
        var timeline = Create(device, api, 0);
        var status = device.Close();
        Broken.Unless(status == Tg.TG_WRONG_STATE, "TG-P-23", $"device_close while a timeline exists answered {new Status(status)}");
        Destroy(api, timeline);
    }

    /// <summary>Waits that nobody will satisfy end with the device, which says so and signals nothing.</summary>
    private static void WaitedForAtClose(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 2);
        var api = Functions(device, room);
        var timeline = Create(device, api, 0);
        foreach (var ledger in device.Ledgers)
            for (var i = 0; i < Math.Min(5u, device.MaxPending(ledger.Queue)); i++)
                ledger.Submit(Between(room, default, timeline, 1, 2));
        var status = device.Close();
        Broken.Unless(status == Tg.TG_WRONG_STATE, "TG-P-23", $"device_close while a timeline exists answered {new Status(status)}");
        foreach (var ledger in device.Ledgers)
        {
            ledger.Check();
            Broken.Unless(ledger.Unreported() == 0, "TG-P-23", $"queue {ledger.Queue}: {ledger.Unreported()} submissions that wait for a point were not reported when device_close returned");
        }
        status = Wait(api, timeline, 1, device.PatienceNanoseconds);
        Broken.Unless(new Status(status).Class == StatusClass.Device, "TG-P-46", $"timeline wait on a lost device answered {new Status(status)}, not DEVICE_LOST");
        Reached(api, timeline, 0);
        Destroy(api, timeline);
        status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-23", $"device_close after the timeline was destroyed answered {new Status(status)}: {device.Text}");
    }

    private static int Engines(RawTarget target) =>
        Enumerable.Range(0, 2).Select(queue => target.Description.Queues[target.QueueInfo(queue)]).Where(queue => (queue.Flags & Tg.TG_QUEUE_WAITS) != 0).Select(queue => queue.Engine).Distinct().Count();

    private static tg_execute Between(NativeRoom room, tg_execute desc, tg_timeline* timeline, ulong after, ulong signals)
    {
        desc.waits = room.Array(new tg_sync { timeline = timeline, value = after });
        desc.signals = room.Array(new tg_sync { timeline = timeline, value = signals });
        desc.wait_count = desc.signal_count = 1;
        desc.wait_stride = desc.signal_stride = (uint)sizeof(tg_sync);
        return desc;
    }

    internal static tg_timeline_api* Functions(RawDevice device, NativeRoom room)
    {
        if (device.Api.extension == null)
            throw new NotOffered("tg.timeline/1", "the device offers no extension");
        void* table = null;
        fixed (byte* name = Tg.TG_EXTENSION_TIMELINE)
        {
            var query = new tg_extension_query { size = (uint)sizeof(tg_extension_query), name = name };
            if (device.Api.extension(device.Handle, &query, &table, device.Error) == Tg.TG_UNSUPPORTED)
                throw new NotOffered("tg.timeline/1", "the device has no timelines");
        }
        var copy = room.Array(default(tg_timeline_api));
        Broken.Unless(Reader.Table(out *copy, (tg_timeline_api*)table) == Tg.TG_OK, "TG-P-13", "the table of tg.timeline/1 has no readable size");
        Broken.Unless(copy->create != null && copy->destroy != null && copy->query != null && copy->wait != null && copy->signal != null, "TG-P-13", "the table of tg.timeline/1 lacks create, destroy, query, wait or signal");
        return copy;
    }

    internal static tg_timeline* Create(RawDevice device, tg_timeline_api* api, ulong initial)
    {
        var desc = new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), initial = initial };
        tg_timeline* timeline = null;
        var status = api->create(device.Handle, &desc, &timeline, device.Error);
        Broken.Unless(status == Tg.TG_OK && timeline != null, "TG-P-15", $"timeline create answered {new Status(status)}: {device.Text}");
        return timeline;
    }

    internal static void Destroy(tg_timeline_api* api, tg_timeline* timeline)
    {
        var release = RawDevice.Release();
        Expect(api->destroy(timeline, &release, null), Tg.TG_OK, "timeline destroy");
    }

    internal static int Wait(tg_timeline_api* api, tg_timeline* timeline, ulong value, ulong nanoseconds)
    {
        var point = new tg_timeline_point { size = (uint)sizeof(tg_timeline_point), value = value, timeout_ns = nanoseconds };
        return api->wait(timeline, &point, null);
    }

    private static int Signal(tg_timeline_api* api, tg_timeline* timeline, ulong value)
    {
        var point = new tg_timeline_point { size = (uint)sizeof(tg_timeline_point), value = value };
        return api->signal(timeline, &point, null);
    }

    internal static void Reached(tg_timeline_api* api, tg_timeline* timeline, ulong value)
    {
        ulong reached = 0;
        Expect(api->query(timeline, &reached, null), Tg.TG_OK, "timeline query");
        Broken.Unless(reached == value, "TG-P-46", $"the timeline stands at {reached}, not at {value}");
    }

    private static void Expect(int status, int expected, string what) =>
        Broken.Unless(status == expected, "TG-P-46", $"{what} answered {new Status(status)}, not {new Status(expected)}");
}
