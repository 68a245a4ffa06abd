// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>What was submitted to one queue and what must have been reported of it. One submitting thread.</summary>
internal sealed unsafe class TicketLedger(RawDevice device, int queue)
{
    private readonly List<ulong> _pending = [];
    private readonly HashSet<ulong> _ended = [];
    private readonly tg_error* _error = device.NewError();

    public int Queue { get; } = queue;

    /// <summary>The ticket the next submission gets.</summary>
    public ulong Next { get; set; } = 1;

    public int Accepted => _pending.Count;

    public IReadOnlyList<ulong> Pending => _pending;

    /// <summary>Submits and takes in the answer; after BUSY waits for room and tries the same ticket again.</summary>
    /// <returns>The ticket.</returns>
    public ulong Submit(tg_execute desc)
    {
        while (true)
        {
            var before = Unreported();
            var status = Try(desc);
            if (status != Tg.TG_BUSY)
            {
                Broken.Unless(status is Tg.TG_OK or Tg.TG_PENDING, "TG-P-15", $"queue {Queue}: execute of ticket {Next - 1} answered {new Status(status)}: {Text}");
                return Next - 1;
            }
            Check();
            Broken.Unless(before >= device.MaxPending(Queue), "TG-P-20", $"queue {Queue} answered BUSY with at most {before} of {device.MaxPending(Queue)} submissions pending");
            Broken.Unless(WaitForRoom(before), "TG-P-18", $"queue {Queue}: with {before} submissions pending nothing was reported for {device.Patience.TotalSeconds:0.#} s");
        }
    }

    /// <summary>One call of execute, whatever it answers; the ticket is spent unless that is BUSY.</summary>
    public int Try(tg_execute desc)
    {
        desc.size = (uint)sizeof(tg_execute);
        desc.queue = (uint)Queue;
        desc.ticket = Next;
        var status = device.Api.execute(device.Handle, &desc, _error);
        if (status == Tg.TG_BUSY)
            return status;
        var ticket = Next++;
        if (status == Tg.TG_PENDING)
        {
            Broken.Unless(device.Description.Is(DeviceFlags.Async), "TG-P-17", $"queue {Queue}: ticket {ticket} was answered PENDING by a device without ASYNC");
            _pending.Add(ticket);
        }
        else
        {
            _ended.Add(ticket);
            if (status == Tg.TG_OK)
                Broken.Unless(Unreported() == 0, "TG-P-17", $"queue {Queue}: ticket {ticket} was answered OK while {Unreported()} earlier ones were not reported");
        }
        return status;
    }

    /// <summary>Notes a ticket that another slot accepted.</summary>
    public void Expect(ulong ticket) => _pending.Add(ticket);

    public string Text => System.Runtime.InteropServices.Marshal.PtrToStringUTF8((nint)_error->text) ?? "";

    /// <summary>Waits until everything accepted was reported; drives where the device must be driven.</summary>
    /// <exception cref="Broken">Something was not, or something was reported that must not be.</exception>
    public void Settle()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Unreported() is > 0 and var open)
        {
            if (TimeProvider.System.GetElapsedTime(start) > device.Patience)
            {
                Check();
                throw new Broken("TG-P-18", $"queue {Queue}: {open} of {_pending.Count} submissions were not reported within {device.Patience.TotalSeconds:0.#} s, ticket {FirstUnreported()} first");
            }
            Rest();
        }
        Check();
    }

    /// <summary>Accepted submissions not reported, as far as reports have arrived.</summary>
    public int Unreported()
    {
        var (covered, failed, lost) = Seen();
        return lost ? 0 : _pending.Count(ticket => ticket > covered && !failed.Contains(ticket));
    }

    /// <summary>Holds the reports so far to TG-P-9, 18 and 19.</summary>
    public void Check()
    {
        if (device.Host.Fault is { } fault)
            throw fault;
        ulong last = 0;
        foreach (var report in device.Host.Reports(Queue))
        {
            var lost = new Status(report.Status).Class == StatusClass.Device;
            Broken.Unless(_pending.Contains(report.Ticket), "TG-P-18", $"queue {Queue}: ticket {report.Ticket} was reported; {(_ended.Contains(report.Ticket) ? "execute had answered it" : "nobody gave it")}");
            Broken.Unless(report.Status <= 0, "TG-P-18", $"queue {Queue}: ticket {report.Ticket} was reported with {new Status(report.Status)}, which is no end");
            Broken.Unless(report.Ticket != last, "TG-P-18", $"queue {Queue}: ticket {report.Ticket} was reported twice");
            Broken.Unless(report.Ticket > last, "TG-P-19", $"queue {Queue}: ticket {report.Ticket} was reported after ticket {last}");
            if (lost)
                return;
            last = report.Ticket;
        }
    }

    /// <summary>How a ticket was reported, or null.</summary>
    public int? Outcome(ulong ticket)
    {
        var reports = device.Host.Reports(Queue);
        foreach (var report in reports)
            if (report.Ticket == ticket)
                return report.Status;
        return reports.Any(report => report.Status == Tg.TG_OK && report.Ticket > ticket) ? Tg.TG_OK : null;
    }

    /// <summary>0 when everything has been reported by now.</summary>
    private ulong FirstUnreported()
    {
        var (covered, failed, _) = Seen();
        return _pending.FirstOrDefault(ticket => ticket > covered && !failed.Contains(ticket));
    }

    private (ulong Covered, HashSet<ulong> Failed, bool Lost) Seen()
    {
        ulong covered = 0;
        var failed = new HashSet<ulong>();
        foreach (var report in device.Host.Reports(Queue))
            if (report.Status == Tg.TG_OK)
                covered = Math.Max(covered, report.Ticket);
            else
                failed.Add(report.Ticket);
        return (covered, failed, Enumerable.Range(0, device.Queues).Any(IsLost));
    }

    private bool IsLost(int queue) => device.Host.Reports(queue).Any(report => new Status(report.Status).Class == StatusClass.Device);

    private bool WaitForRoom(int before)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Unreported() >= before)
        {
            if (TimeProvider.System.GetElapsedTime(start) > device.Patience)
                return false;
            Rest();
        }
        return true;
    }

    private void Rest()
    {
        if (!device.Description.Is(DeviceFlags.Pull))
            device.Host.WaitForReport(device.Host.Count, TimeSpan.FromMilliseconds(5));
        else if (FirstUnreported() is > 0 and var ticket)
            device.Wait(Queue, ticket, 1_000_000);
    }
}
