// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Tickets: each accepted one is reported once, in order, and says the truth.</summary>
internal static unsafe class TicketCases
{
    private const int Submissions = 200;

    public static ContractCase[] All { get; } =
    [
        new("tickets/barriers", ["TG-P-17", "TG-P-18", "TG-P-19"], ContractCase.Nothing, Barriers),
        new("tickets/burst", ["TG-P-17", "TG-P-18", "TG-P-19", "TG-P-20"], ContractCase.Nothing, Burst),
        new("tickets/one-by-one", ["TG-P-17", "TG-P-18"], ContractCase.Nothing, OneByOne),
        new("tickets/threads", ["TG-P-18", "TG-P-19", "TG-P-20"], ContractCase.Nothing, Threads),
        new("tickets/gaps", ["TG-P-18", "TG-P-15"], ContractCase.Nothing, Gaps),
        new("tickets/refused-alone", ["TG-P-21", "TG-P-43", "TG-P-18"], ContractCase.Nothing, RefusedAlone),
        new("tickets/many-pending", ["TG-P-20", "TG-P-18"], ContractCase.Async, ManyPending),
    ];

    private static void Barriers(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 2);
        for (var i = 0; i < Submissions; i++)
            foreach (var ledger in device.Ledgers)
                ledger.Submit(default);
        foreach (var ledger in device.Ledgers)
            ledger.Settle();
        Broken.Unless(device.Close() == Tg.TG_OK, "TG-P-23", $"device_close: {device.Text}");
        foreach (var ledger in device.Ledgers)
            ledger.Check();
    }

    private static void Burst(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new RawWork(device, room);
        Chain(device, work, Submissions, settleEach: false);
        work.Free();
    }

    private static void OneByOne(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new RawWork(device, room);
        Chain(device, work, 40, settleEach: true);
        work.Free();
    }

    /// <summary>Each sum is one more than the last: a submission that ran early, late or not at all shows in the end.</summary>
    private static void Chain(RawDevice device, RawWork work, int length, bool settleEach)
    {
        var ledger = device.Ledgers[0];
        var one = work.Cell(1);
        tg_buffer* even = work.Cell(0), odd = work.Cell(-1);
        tg_execute forth = work.Add(even, one, odd), back = work.Add(odd, one, even);
        for (var i = 0; i < length; i++)
        {
            ledger.Submit(i % 2 == 0 ? forth : back);
            if (!settleEach)
                continue;
            ledger.Settle();
            var value = work.Read(i % 2 == 0 ? odd : even, "TG-P-17");
            Broken.Unless(value.Equals(i + 1f), "TG-P-17", $"after ticket {i + 1} had completed its output was {value}, not {i + 1}");
        }
        ledger.Settle();
        var end = work.Read(length % 2 == 0 ? even : odd, "TG-P-18");
        Broken.Unless(end.Equals((float)length), "TG-P-18", $"a chain of {length} sums of one queue ended in {end}");
    }

    private static void Threads(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 4);
        var faults = new Broken?[device.Queues];
        var threads = device.Ledgers.Select((ledger, i) => new Thread(() =>
        {
            try
            {
                for (var n = 0; n < Submissions; n++)
                    ledger.Submit(default);
                ledger.Settle();
            }
            catch (Broken broken)
            {
                faults[i] = broken;
            }
        })).ToList();
        if (target.Description.Is(DeviceFlags.Serial))
            throw new NotOffered("device.flags", "the device is SERIAL: its calls do not overlap");
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        if (faults.FirstOrDefault(fault => fault is not null) is { } first)
            throw first;
    }

    private static void Gaps(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var ledger = device.Ledgers[0];
        foreach (var ticket in new ulong[] { 5, 6, 1000, 1ul << 40, (1ul << 40) + 1, ulong.MaxValue - 1 })
        {
            ledger.Next = ticket;
            ledger.Submit(default);
        }
        ledger.Settle();
    }

    private static void RefusedAlone(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new RawWork(device, room);
        var ledger = device.Ledgers[0];
        var one = work.Cell(1);
        tg_buffer* first = work.Cell(0), second = work.Cell(0);
        ledger.Submit(work.Add(one, one, first));
        var bad = work.Add(one, one, first);
        bad.arg_count--;
        var status = ledger.Try(bad);
        Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-P-43", $"execute with {bad.arg_count} arguments, one too few, answered {new Status(status)}");
        ledger.Submit(work.Add(first, one, second));
        ledger.Settle();
        var value = work.Read(second, "TG-P-21");
        Broken.Unless(value.Equals(3f), "TG-P-21", $"the submission after a refused one gave {value}, not 3");
        work.Free();
    }

    private static void ManyPending(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var ledger = device.Ledgers[0];
        var most = (int)Math.Min(device.MaxPending(0), 1024u);
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < most + 8; i++)
                ledger.Submit(default);
            ledger.Settle();
        }
    }
}
