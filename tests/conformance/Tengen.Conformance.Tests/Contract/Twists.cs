// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>A way to be wrong, the case that must see it, and the obligation that it must name.</summary>
internal sealed record Planted(string Name, string Case, string Rule, Func<Twist> Twist);

/// <summary>The planted faults, at least one for each case of the rules of submission.</summary>
internal static unsafe class Twists
{
    public static IReadOnlyList<Planted> All { get; } =
    [
        new("nothing is reported from ticket 150 on", "tickets/barriers", "TG-P-18", () => Report(report => { if (report.Ticket < 150) report.Pass(); })),
        new("ticket 3 is reported twice", "tickets/barriers", "TG-P-18", () => Report(report => { report.Pass(); if (report.Ticket == 3) report.Pass(); })),
        new("every other report comes after the next one", "tickets/barriers", "TG-P-19", Swapped),
        new("a ticket is reported that nobody gave", "tickets/barriers", "TG-P-18", () => Report(report => report.PassAs(report.Ticket == 9 ? 1 << 20 : report.Ticket))),
        new("a queue is named that the host did not open", "tickets/barriers", "TG-P-9", () => Report(report => { if (report.Ticket == 9) report.PassToStranger(); report.Pass(); })),
        new("a ticket is reported pending", "tickets/barriers", "TG-P-18", () => Report(report => report.PassAs(report.Ticket, report.Ticket == 9 ? Tg.TG_PENDING : null))),
        new("ticket 5 is answered while the ones before are pending", "tickets/barriers", "TG-P-17", () => new Twist { Complete = report => { if (report.Ticket > 5) report.Pass(); }, Execute = (desc, pass) => desc->ticket == 5 ? Tg.TG_OK : pass() }),
        new("what was answered is reported too", "tickets/gaps", "TG-P-18", () => new Twist { Execute = (desc, pass) => pass() is var status && status == Tg.TG_PENDING && desc->ticket == 5 ? Tg.TG_OK : status }),
        new("a device without ASYNC answers PENDING", "tickets/barriers", "TG-P-17", () => new Twist { Info = (info, pass) => { var status = pass(); info->flags &= ~(Tg.TG_DEVICE_ASYNC | Tg.TG_DEVICE_WAITS); return status; } }),
        new("BUSY with nothing pending", "tickets/burst", "TG-P-20", () => new Twist { Execute = Once(Tg.TG_BUSY) }),
        new("the work of ticket 7 is left out", "tickets/burst", "TG-P-18", () => LeavesOut(desc => desc->ticket == 7)),
        new("the work of ticket 7 is left out", "tickets/one-by-one", "TG-P-17", () => LeavesOut(desc => desc->ticket == 7)),
        new("a queue is reported by four threads at once", "tickets/threads", "TG-P-19", () => Report(Shouted)),
        new("a ticket may only be one above the last", "tickets/gaps", "TG-P-15", WithoutGaps),
        new("two arguments are enough", "tickets/refused-alone", "TG-P-43", () => LeavesOut(desc => desc->arg_count == 2)),
        new("the submission after a refused one is lost", "tickets/refused-alone", "TG-P-21", AfterRefusal),
        new("full for ever", "tickets/many-pending", "TG-P-18", () => new Twist { Complete = _ => { }, Execute = (desc, pass) => desc->ticket > 32 ? Tg.TG_BUSY : pass() }),

        new("waits are not looked at", "waits/honoured", "TG-P-45", () => new Twist { Working = queue => { if (queue == 0) Thread.Sleep(1); }, Execute = (desc, pass) => { desc->wait_count = 0; return pass(); } }),
        new("wait says that all is over", "waits/slot", "TG-P-42", () => new Twist { Complete = Late, Wait = (_, _) => Tg.TG_OK }),
        new("wait never sees the end", "waits/slot", "TG-P-42", () => new Twist { Wait = (_, _) => Tg.TG_PENDING }),
        new("wait knows every ticket", "waits/unknown", "TG-P-42", () => new Twist { Wait = (_, _) => Tg.TG_OK }),
        new("wait forgets what was reported", "waits/unknown", "TG-P-42", () => new Twist { Wait = (_, _) => Tg.TG_NOT_FOUND }),
        new("a ticket is cancelled that nobody cancelled", "tickets/cancel", "TG-P-47", () => Report(report => report.PassAs(report.Ticket, report.Ticket == 5 ? Tg.TG_CANCELLED : null))),
        new("cancel takes what has ended", "tickets/cancel", "TG-P-47", () => new Twist { Cancel = (_, pass) => pass() is Tg.TG_NOT_FOUND ? Tg.TG_OK : Tg.TG_NOT_FOUND }),
        new("cancel breaks down", "tickets/cancel", "TG-P-47", () => new Twist { Cancel = (_, _) => Tg.TG_INTERNAL }),
        new("all reports go to the host that opened first", "tickets/two-hosts", "TG-P-9", ToTheFirst),

        new("close forgets the buffers", "close/refused", "TG-P-15", () => new Twist { Close = pass => { pass(); return Tg.TG_OK; } }),
        new("buffers cannot be freed after a refused close", "close/refused", "TG-P-22", () => new Twist { Free = _ => Tg.TG_INTERNAL }),
        new("close drops what is pending", "close/under-load", "TG-P-23", () => Report(_ => { })),
        new("a report comes after close", "close/under-load", "TG-P-23", Afterwards),
        new("a closed device takes work", "close/with-objects", "TG-P-23", () => new Twist { Working = _ => Thread.Sleep(2), Execute = (_, pass) => pass() is var status && status < Tg.TG_OK ? Tg.TG_OK : status }),
        new("the device opens once", "close/reopen", "TG-P-39", () => new Twist { Open = OnlyOnce() }),

        new("unknown flags are taken", "structs/submission", "TG-P-7", () => new Twist { Execute = (_, pass) => pass() is Tg.TG_TOO_NEW ? Tg.TG_OK : Tg.TG_INVALID_ARGUMENT }),
        new("the size of device_info is written", "structs/answers-grow", "TG-P-8", () => new Twist { Info = (info, pass) => { var status = pass(); info->size = (uint)sizeof(tg_device_info); return status; } }),
        new("the tail of device_info stays", "structs/answers-grow", "TG-P-8", () => new Twist { Info = ShortInfo }),
        new("the size of the timing is written", "structs/timing", "TG-P-8", () => new Twist { Execute = (desc, pass) => { desc->timing->size = (uint)sizeof(tg_timing); return pass(); } }),
        new("copies land one byte further", "memory/copy-ranges", "TG-P-44", () => new Twist { Copy = (desc, pass) => { desc->destination_offset += desc->bytes == 40 ? 1u : 0; return pass(); } }),
        new("copies past the end are left out in silence", "memory/copy-ranges", "TG-P-28", () => new Twist { Copy = (_, pass) => pass() is Tg.TG_INVALID_ARGUMENT ? Tg.TG_OK : Tg.TG_PENDING }),

        new("a timeline may be signalled back", "timelines/host", "TG-P-46", () => new Twist { TimelineSignal = (_, pass) => { pass(); return Tg.TG_OK; } }),
        new("a timeline stands one too high", "timelines/host", "TG-P-46", () => new Twist { TimelineQuery = (value, pass) => { var status = pass(); ++*value; return status; } }),
        new("waits for a point are not looked at", "timelines/wait-before-signal", "TG-P-45", () => new Twist { Execute = (desc, pass) => { desc->wait_count = 0; return pass(); } }),
        new("points are not signalled", "timelines/signal", "TG-P-46", () => new Twist { Execute = (desc, pass) => { desc->signal_count = 0; return pass(); } }),
        new("saving writes nothing", "saved/again", "TG-P-48", () => new Twist { Save = _ => Tg.TG_OK }),
        new("what was saved is not taken again", "saved/again", "TG-P-48", () => new Twist { Create = (desc, pass) => desc->bytes != null ? Tg.TG_INCOMPATIBLE : pass() }),
        new("blob_check refuses all", "saved/again", "TG-P-48", () => new Twist { BlobCheck = (verdict, _) => { *verdict = Tg.TG_BLOB_UNUSABLE; return Tg.TG_OK; } }),
        new("blob_check knows a fourth verdict", "saved/again", "TG-P-48", () => new Twist { BlobCheck = (verdict, _) => { *verdict = 3; return Tg.TG_OK; } }),
        new("damaged bytes are an internal error", "saved/damaged", "TG-P-40", () => new Twist { Create = (_, pass) => pass() is Tg.TG_INVALID_ARGUMENT ? Tg.TG_INTERNAL : Tg.TG_OK }),
        new("every format will do", "saved/damaged", "TG-P-40", AnyFormat),
        new("the second queue begins early", "timelines/between-queues", "TG-P-45", () => new Twist { Working = queue => { if (queue == 0) Thread.Sleep(1); }, Execute = (desc, pass) => { desc->wait_count *= desc->queue == 0 ? 1u : 0; return pass(); } }),
        new("the second queue signals nothing", "timelines/between-queues", "TG-P-46", () => new Twist { Execute = (desc, pass) => { desc->signal_count *= desc->queue == 0 ? 1u : 0; return pass(); } }),
        new("what is refused signals", "timelines/refused-between", "TG-P-46", RefusedInVain),
        new("the submission after a refused one is lost", "timelines/refused-between", "TG-P-21", () => LeavesOut(desc => desc->ticket == 3)),
        new("close leaves alone what waits", "timelines/waited-for-at-close", "TG-P-23", () => Report(_ => { })),
        new("the loss of the device reaches the point", "timelines/waited-for-at-close", "TG-P-46", () => new Twist { TimelineWait = (_, pass) => pass() is Tg.TG_DEVICE_LOST ? Tg.TG_OK : Tg.TG_PENDING }),
        new("close forgets the timelines", "timelines/alive-at-close", "TG-P-23", () => new Twist { Close = pass => { pass(); return Tg.TG_OK; } }),
        .. GraphTwists.All, .. ArgumentTwists.All, .. SlotTwists.All, .. MemoryTwists.All, .. DeviceTwists.All, .. ProgramTwists.All, .. StateTwists.All, .. LeakTwists.All,
        .. ExhaustionTwists.All, .. LossTwists.All,
    ];

    private static Twist Report(Action<TwistedReport> complete) => new() { Complete = complete };

    private static Twist Swapped()
    {
        var held = new ConcurrentDictionary<nint, TwistedReport>();
        return Report(report =>
        {
            if (report.Ticket % 2 == 1)
            {
                held[report.Queue] = report;
                return;
            }
            report.Pass();
            if (held.TryRemove(report.Queue, out var earlier))
                earlier.Pass();
        });
    }

    private static void Shouted(TwistedReport report)
    {
        if (report.Ticket != 50)
        {
            report.Pass();
            return;
        }
        using var together = new Barrier(4);
        var threads = Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            for (var i = 0; i < 3000; i++)
            {
                together.SignalAndWait();
                report.Pass();
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private static void Late(TwistedReport report)
    {
        Thread.Sleep(5);
        report.Pass();
    }

    private static Twist RefusedInVain() => new()
    {
        Execute = (desc, pass) =>
        {
            if (desc->arg_count != 2)
                return pass();
            Barrier(desc);
            pass();
            return Tg.TG_INVALID_ARGUMENT;
        },
    };

    private static Twist LeavesOut(ExecuteChoice choice) => new()
    {
        Execute = (desc, pass) =>
        {
            if (choice(desc))
                Barrier(desc);
            return pass();
        },
    };

    private static Twist AfterRefusal()
    {
        var refused = false;
        return new Twist
        {
            Execute = (desc, pass) =>
            {
                if (refused)
                    Barrier(desc);
                var status = pass();
                refused = status == Tg.TG_INVALID_ARGUMENT;
                return status;
            },
        };
    }

    private static Twist AnyFormat() => new() { Create = (_, pass) => pass() is var status && status == Tg.TG_INCOMPATIBLE ? Tg.TG_OK : status };

    private static Twist WithoutGaps()
    {
        ulong last = 4;
        return new Twist
        {
            Execute = (desc, pass) =>
            {
                if (desc->ticket != last + 1)
                    return Tg.TG_INVALID_ARGUMENT;
                last = desc->ticket;
                return pass();
            },
        };
    }

    private static Twist ToTheFirst()
    {
        nint first = 0;
        return Report(report =>
        {
            Interlocked.CompareExchange(ref first, report.Host, 0);
            report.Pass(first);
        });
    }

    private static Twist Afterwards()
    {
        TwistedReport? last = null;
        return new Twist
        {
            Complete = report => (last = report).Pass(),
            Close = pass =>
            {
                var status = pass();
                var late = last;
                new Thread(() =>
                {
                    Thread.Sleep(10);
                    late?.Pass();
                }).Start();
                return status;
            },
        };
    }

    private static ExecuteTwist Once(int status)
    {
        var done = false;
        return (_, pass) => Interlocked.Exchange(ref done, true) ? pass() : status;
    }

    private static Func<Func<int>, int> OnlyOnce()
    {
        var opened = false;
        return pass => Interlocked.Exchange(ref opened, true) ? Tg.TG_INTERNAL : pass();
    }

    private static int ShortInfo(tg_device_info* info, Func<int> pass)
    {
        var size = info->size;
        info->size = Math.Min(size, (uint)sizeof(tg_device_info));
        var status = pass();
        info->size = size;
        return status;
    }

    private static void Barrier(tg_execute* desc)
    {
        desc->program = null;
        desc->args = null;
        desc->arg_count = 0;
    }

    private delegate bool ExecuteChoice(tg_execute* desc);
}
