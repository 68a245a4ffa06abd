// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// A device that is lost in the middle of its work, other than by closing it. No host can make that happen: a device takes part that offers the
/// option <c>lose_after=N</c>, with which the Nth execution or copy that begins finds it lost.
/// </summary>
internal static unsafe class LossCases
{
    private const string Option = "lose_after";
    private const string Rule = "TG-P-50";
    private const int Good = 3;
    private const byte Kept = 7;

    public static ContractCase[] All { get; } =
    [
        new("loss/in-the-middle", [Rule, "TG-P-18"], ContractCase.Nothing, InTheMiddle),
        new("loss/every-slot", [Rule, "TG-P-22", "TG-P-23"], ContractCase.Nothing, EverySlot),
        new("loss/waiters", [Rule, "TG-P-18"], ContractCase.Waits, Waiters),
        new("loss/timelines", [Rule, "TG-P-46"], ContractCase.Nothing, Timelines),
        new("loss/other-opens", [Rule], ContractCase.Nothing, OtherOpens),
    ];

    private static RawDevice Open(RawTarget target, NativeRoom room, int queues, int after) => new(target, room, queues, (Option, $"{after}"));

    /// <summary>What began before is done; the rest is lost, in order, and so is what comes later.</summary>
    private static void InTheMiddle(RawTarget target, NativeRoom room)
    {
        using var device = Open(target, room, 1, Good + 1);
        var work = new ClaimedWork(device, room);
        var ledger = device.Ledgers[0];
        var desc = work.Submission();
        var ends = new List<int>();
        for (var i = 0; i < Good; i++)
            ends.Add(End(ledger, desc));
        Broken.Unless(ends.All(end => end == Tg.TG_OK), "TG-P-21", $"opened with {Option}={Good + 1}, the device ended its first {Good} submissions with {string.Join(", ", ends.Select(end => new Status(end)))}");
        var first = ledger.Next;
        for (var status = Tg.TG_OK; ledger.Next < first + 3 && status != Tg.TG_BUSY;)
            ends.Add(status = ledger.Try(desc));
        ledger.Settle();
        for (var ticket = first; ticket < ledger.Next; ticket++)
        {
            var answer = ends[Good + (int)(ticket - first)];
            var end = answer == Tg.TG_PENDING ? ledger.Outcome(ticket) : answer;
            Broken.Unless(end is not { } told || new Status(told).Class == StatusClass.Device, "TG-P-18", $"submission {ticket} of a device that was to be lost with submission {first} ended with {new Status(end ?? 0)}");
        }
        StaysLost(ledger, desc);
        work.Free();
        Closes(device);
        Works(target, room);
    }

    private static void EverySlot(RawTarget target, NativeRoom room)
    {
        using var device = Open(target, room, 1, 1);
        var work = new ClaimedWork(device, room);
        tg_buffer* kept = device.Alloc(64), mapped = device.Alloc(64);
        device.Access(kept, Tg.TG_MAP_WRITE, 64, bytes => bytes.Fill(Kept));
        var range = new tg_range { size = (uint)sizeof(tg_range), flags = Tg.TG_MAP_READ | Tg.TG_MAP_WRITE, bytes = 64 };
        void* pointer = null;
        Broken.Unless(device.Api.buffer_map(mapped, &range, &pointer, device.Error) == Tg.TG_OK, "TG-P-29", $"buffer_map: {device.Text}");
        Lose(device, work);
        new Span<byte>(pointer, 64).Fill(Kept);
        Broken.Unless(device.Api.buffer_unmap(mapped, &range, device.Error) == Tg.TG_OK, "TG-P-22", $"buffer_unmap of a mapping that was made before the device was lost: {device.Text}");
        device.Access(kept, Tg.TG_MAP_READ, 64, bytes => Broken.Unless(!bytes.ContainsAnyExcept(Kept), "TG-P-22", "a buffer that nothing wrote changed when the device was lost"));
        foreach (var (slot, status) in Others(device, room, work))
            Broken.Unless(status == Tg.TG_OK || new Status(status).Class == StatusClass.Device, Rule, $"{slot} of a lost device answered {new Status(status)}: {device.Text}");
        Copies(device, kept, mapped);
        if (device.Api.cancel != null && device.Cancel(0, 1) is var cancelled)
            Broken.Unless(cancelled == Tg.TG_NOT_FOUND || new Status(cancelled).Class == StatusClass.Device, Rule, $"cancel of a lost ticket answered {new Status(cancelled)}");
        if (device.Api.wait != null && device.Wait(0, 1, device.PatienceNanoseconds) is var waited)
            Broken.Unless(waited == Tg.TG_OK || new Status(waited).Class == StatusClass.Device, Rule, $"wait for a lost ticket answered {new Status(waited)}");
        Broken.Unless(device.Free(kept) == Tg.TG_OK && device.Free(mapped) == Tg.TG_OK, "TG-P-22", $"buffer_free after the device was lost: {device.Text}");
        work.Free();
        Closes(device);
    }

    /// <summary>What waits on another queue for a submission that is lost is released, and lost too.</summary>
    private static void Waiters(RawTarget target, NativeRoom room)
    {
        using var device = Open(target, room, 2, 1);
        if (device.Queues < 2)
            throw new NotOffered("device.queues", "the device gives one queue");
        var work = new ClaimedWork(device, room);
        var (status, ticket) = (device.Ledgers[0].Try(work.Submission()), device.Ledgers[0].Next - 1);
        if (status == Tg.TG_PENDING)
            device.Ledgers[1].Try(new tg_execute { waits = room.Array(new tg_sync { value = ticket }), wait_count = 1, wait_stride = (uint)sizeof(tg_sync) });
        foreach (var ledger in device.Ledgers)
        {
            ledger.Settle();
            StaysLost(ledger, work.Submission());
        }
        work.Free();
        Closes(device);
    }

    private static void Timelines(RawTarget target, NativeRoom room)
    {
        using var device = Open(target, room, 1, 1);
        var api = TimelineCases.Functions(device, room);
        var timeline = TimelineCases.Create(device, api, 5);
        var work = new ClaimedWork(device, room);
        var released = Tg.TG_OK;
        var waiter = new Thread(() => released = TimelineCases.Wait(api, timeline, 9, device.PatienceNanoseconds));
        waiter.Start();
        Lose(device, work);
        waiter.Join();
        Broken.Unless(new Status(released).Class == StatusClass.Device, Rule, $"a wait for a timeline of a device that was lost answered {new Status(released)}");
        TimelineCases.Reached(api, timeline, 5);
        TimelineCases.Destroy(api, timeline);
        work.Free();
        Closes(device);
    }

    private static void OtherOpens(RawTarget target, NativeRoom room)
    {
        using var sound = new RawDevice(target, room, 1);
        var other = new ClaimedWork(sound, room);
        using (var device = Open(target, room, 1, 1))
        {
            var work = new ClaimedWork(device, room);
            Lose(device, work);
            Runs(sound, other);
            work.Free();
            Closes(device);
        }
        Runs(sound, other);
        other.Free();
        Works(target, room);
    }

    private static void Lose(RawDevice device, ClaimedWork work)
    {
        var end = End(device.Ledgers[0], work.Submission());
        Broken.Unless(new Status(end).Class == StatusClass.Device, Rule, $"opened with {Option}=1, the device ended its first submission with {new Status(end)}");
        StaysLost(device.Ledgers[0], work.Submission());
    }

    private static void StaysLost(TicketLedger ledger, tg_execute desc)
    {
        foreach (var (what, next) in new[] { ("a submission", desc), ("a barrier", default) })
        {
            var status = ledger.Try(next);
            Broken.Unless(new Status(status).Class == StatusClass.Device, Rule, $"queue {ledger.Queue}: {what} to a lost device was answered {new Status(status)}");
        }
    }

    private static void Copies(RawDevice device, tg_buffer* from, tg_buffer* to)
    {
        if (device.Api.copy == null)
            return;
        var desc = new tg_copy { size = (uint)sizeof(tg_copy), ticket = device.Ledgers[0].Next++, source = from, destination = to, bytes = 16 };
        var status = device.Api.copy(device.Handle, &desc, device.Error);
        Broken.Unless(new Status(status).Class == StatusClass.Device, Rule, $"copy on a lost device answered {new Status(status)}");
    }

    private static List<(string Slot, int Status)> Others(RawDevice device, NativeRoom room, ClaimedWork work)
    {
        var answers = new List<(string, int)>();
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        answers.Add(("graph_query", RawQuery.Ask(device, native.Pointer).Status));
        answers.Add(("program_create", RawQuery.Create(device, native.Pointer, out var program)));
        if (program != null)
            ClaimedWork.Destroy(device, program);
        var ask = new tg_program_query { size = (uint)sizeof(tg_program_query) };
        answers.Add(("program_info", device.Api.program_info(work.Program, &ask, room.Array(new tg_program_info { size = (uint)sizeof(tg_program_info) }), device.Error)));
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = 64 };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        answers.Add(("buffer_alloc", device.Api.buffer_alloc(device.Handle, &desc, &info, device.Error)));
        if (info.buffer != null)
            Broken.Unless(device.Free(info.buffer) == Tg.TG_OK, "TG-P-22", $"buffer_free after the device was lost: {device.Text}");
        return answers;
    }

    private static int End(TicketLedger ledger, tg_execute desc)
    {
        var ticket = ledger.Next;
        var status = ledger.Try(desc);
        ledger.Settle();
        return status == Tg.TG_PENDING ? ledger.Outcome(ticket) ?? Tg.TG_DEVICE_LOST : status;
    }

    private static void Closes(RawDevice device)
    {
        var status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-23", $"device_close of a lost device without objects answered {new Status(status)}: {device.Text}");
    }

    private static void Runs(RawDevice device, ClaimedWork work)
    {
        var end = End(device.Ledgers[0], work.Submission());
        Broken.Unless(end == Tg.TG_OK, Rule, $"beside or after a lost device another open of it ended a submission with {new Status(end)}");
    }

    private static void Works(RawTarget target, NativeRoom room)
    {
        using var again = new RawDevice(target, room, 1);
        var work = new ClaimedWork(again, room);
        Runs(again, work);
        work.Free();
    }
}
