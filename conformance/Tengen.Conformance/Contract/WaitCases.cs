// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Waits between queues, the wait slot, cancel, and two hosts at one time.</summary>
internal static unsafe class WaitCases
{
    private static readonly Func<RawTarget, string?> WaitSlot = target => target.Library.Api.wait != null ? null : "the device offers no wait";
    private static readonly Func<RawTarget, string?> CancelSlot = target => target.Library.Api.cancel != null ? null : "the device offers no cancel";

    public static ContractCase[] All { get; } =
    [
        new("waits/honoured", ["TG-P-17", "TG-P-18", "TG-P-45"], ContractCase.Waits, WaitsHonoured),
        new("waits/slot", ["TG-P-42"], ContractCase.All(ContractCase.Async, WaitSlot), WaitTruth),
        new("waits/unknown", ["TG-P-42"], WaitSlot, WaitUnknown),
        new("tickets/cancel", ["TG-P-18", "TG-P-47"], ContractCase.All(ContractCase.Async, CancelSlot), Cancel),
        new("tickets/two-hosts", ["TG-P-9", "TG-P-18"], ContractCase.Nothing, TwoHosts),
    ];

    private static void WaitsHonoured(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 3);
        if (device.Queues < 2)
            throw new NotOffered("device.queues", "the device gives one queue");
        var work = new RawWork(device, room);
        var one = work.Cell(1);
        var cells = stackalloc tg_buffer*[device.Queues + 1];
        for (var i = 0; i <= device.Queues; i++)
            cells[i] = work.Cell(0);
        var steps = new tg_execute[device.Queues + 1];
        for (var i = 0; i <= device.Queues; i++)
            steps[i] = work.Add(cells[i], one, cells[(i + 1) % (device.Queues + 1)]);
        ulong last = 0;
        const int Length = 120;
        for (var i = 0; i < Length; i++)
        {
            var step = steps[i % steps.Length];
            var queue = i % device.Queues;
            last = device.Ledgers[queue].Submit(i == 0 ? step : work.After(step, (i - 1) % device.Queues, last));
        }
        foreach (var ledger in device.Ledgers)
            ledger.Settle();
        var end = work.Read(cells[Length % steps.Length], "TG-P-45");
        Broken.Unless(end.Equals((float)Length), "TG-P-45", $"a chain of {Length} sums over {device.Queues} queues, each after the ticket before it, ended in {end}: a wait was not honoured");
        work.Free();
    }

    private static void WaitTruth(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 2);
        foreach (var ledger in device.Ledgers)
            for (var i = 0; i < 60; i++)
            {
                var ticket = ledger.Submit(default);
                if (i % 3 == 0)
                    Truth(device, ledger, ticket, 0);
                if (i % 3 != 2)
                    Truth(device, ledger, ticket, device.PatienceNanoseconds);
            }
        foreach (var ledger in device.Ledgers)
            ledger.Settle();
    }

    private static void Truth(RawDevice device, TicketLedger ledger, ulong ticket, ulong nanoseconds)
    {
        var status = device.Wait(ledger.Queue, ticket, nanoseconds);
        Broken.Unless(status is Tg.TG_OK or Tg.TG_PENDING, "TG-P-42", $"wait for ticket {ticket} of queue {ledger.Queue} answered {new Status(status)}");
        if (status == Tg.TG_OK)
            Broken.Unless(!ledger.Pending.Contains(ticket) || ledger.Outcome(ticket) is not null, "TG-P-42", $"wait answered OK, ticket {ticket} of queue {ledger.Queue} had not been reported");
        else
            Broken.Unless(nanoseconds == 0, "TG-P-42", $"wait drove ticket {ticket} of queue {ledger.Queue} for {device.Patience.TotalSeconds:0.#} s in vain");
    }

    private static void WaitUnknown(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        device.Ledgers[0].Submit(default);
        device.Ledgers[0].Settle();
        var status = device.Wait(0, 1000, 0);
        Broken.Unless(status == Tg.TG_NOT_FOUND, "TG-P-42", $"wait for a ticket above the last answered {new Status(status)}");
        status = device.Wait(0, 1, Tg.TG_FOREVER);
        Broken.Unless(status == Tg.TG_OK, "TG-P-42", $"wait for a reported ticket answered {new Status(status)}");
    }

    private static void Cancel(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var ledger = device.Ledgers[0];
        var cancelled = new List<ulong>();
        for (var i = 0; i < 60; i++)
        {
            var ticket = ledger.Submit(default);
            if (i % 2 == 0)
                continue;
            var status = device.Cancel(0, ticket);
            Broken.Unless(status is Tg.TG_OK or Tg.TG_NOT_FOUND, "TG-P-47", $"cancel of ticket {ticket} answered {new Status(status)}");
            if (status == Tg.TG_OK)
                cancelled.Add(ticket);
        }
        ledger.Settle();
        foreach (var ticket in ledger.Pending)
        {
            var outcome = ledger.Outcome(ticket);
            Broken.Unless(outcome == Tg.TG_OK || (outcome == Tg.TG_CANCELLED && cancelled.Contains(ticket)), "TG-P-47",
                $"ticket {ticket} was reported {new Status(outcome ?? 0)}; {(cancelled.Contains(ticket) ? "it was cancelled" : "nobody cancelled it")}");
        }
        var late = device.Cancel(0, ledger.Pending.LastOrDefault(1ul));
        Broken.Unless(late == Tg.TG_NOT_FOUND, "TG-P-47", $"cancel of a ticket that was reported answered {new Status(late)}");
    }

    private static void TwoHosts(RawTarget target, NativeRoom room)
    {
        using var one = new RawDevice(target, room, 2);
        using var two = new RawDevice(target, room, 2);
        try
        {
            for (var i = 0; i < 100; i++)
                foreach (var device in new[] { one, two })
                    device.Ledgers[i % device.Queues].Submit(default);
            foreach (var ledger in one.Ledgers.Concat(two.Ledgers))
                ledger.Settle();
        }
        catch (Broken) when ((one.Host.Fault ?? two.Host.Fault) is { } fault)
        {
            throw fault;
        }
        Broken.Unless(one.Close() == Tg.TG_OK, "TG-P-9", $"closing the first of two opens: {one.Text}");
        two.Ledgers[0].Submit(default);
        two.Ledgers[0].Settle();
    }
}
