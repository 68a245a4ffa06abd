// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>
/// The pending tickets of one queue. It makes the rules true whatever a backend does: reports are serial and ascending, each ticket is
/// reported once, BUSY comes only when the queue is full, OK only when it is otherwise empty, and nothing is reported after the close. A loss
/// is reported only when no submission of the device runs any more: the host may then free what they used.
/// </summary>
internal sealed unsafe class TicketQueue(DeviceState device, Host host, int number, void* context, int maxPending)
{
    private struct Entry
    {
        public ulong Ticket;
        public tg_timing* Timing;
        public long StartNs;
        public long EndNs;
        public bool Ended;
        public Status Status;
        public string? Rule;
        public string? Text;
        public TimelineUses? Uses;
    }

    private readonly object _gate = new();
    private readonly Entry[] _ring = device.IsAsync ? new Entry[maxPending] : [];
    private int _head;
    private int _count;
    private bool _closed;
    private ulong _acceptedBefore;
    private ulong _completed;
    private Timeline? _timeline;

    /// <summary>The newest ticket that was spent.</summary>
    public ulong Last { get; private set; }

    /// <summary>The newest ticket that was accepted.</summary>
    public ulong Accepted { get; private set; }

    public bool HasPending => Volatile.Read(ref _count) > 0;

    /// <summary>Stands at the newest ticket of those that were reported in order; a loss is not counted.</summary>
    public Timeline Timeline
    {
        get
        {
            lock (_gate)
                return _timeline ??= device.MakeTimeline(_completed, number);
        }
    }

    /// <summary>Spends a ticket.</summary>
    /// <exception cref="PluginException">It does not ascend.</exception>
    public void Spend(ulong ticket)
    {
        if (ticket <= Last)
            throw Descending(ticket);
        Last = ticket;
    }

    /// <summary>Notes that the newest ticket was accepted and has ended.</summary>
    public void Accept(ulong ticket) => Accepted = ticket;

    private PluginException Descending(ulong ticket) => new(
        Status.InvalidArgument, "TG-H-10", $"ticket {ticket} follows {Last}; tickets of a queue ascend and start above 0");

    /// <summary>Spends a ticket and makes it pending. False when the queue is full: the ticket is unspent.</summary>
    /// <exception cref="PluginException">It does not ascend.</exception>
    public bool Begin(ulong ticket, tg_timing* timing)
    {
        lock (_gate)
        {
            if (_count == _ring.Length)
                return false;
            Spend(ticket);
            (_acceptedBefore, Accepted) = (Accepted, ticket);
            device.Begin();
            At(_count++) = new Entry { Ticket = ticket, Timing = timing, StartNs = timing == null ? 0 : Clock.Now };
            return true;
        }
    }

    /// <summary>Notes the timelines of the newest ticket, before the backend sees it.</summary>
    public void Attach(TimelineUses uses)
    {
        lock (_gate)
        {
            At(_count - 1).Uses = uses;
            uses.Begin();
        }
    }

    /// <summary>Takes back the newest ticket, whose submission was refused. False when it was ended already: then it counts as accepted.</summary>
    public bool Withdraw(ulong ticket)
    {
        lock (_gate)
        {
            if (_count == 0 || At(_count - 1) is not { Ended: false } newest || newest.Ticket != ticket)
                return false;
            newest.Uses?.End(signals: false);
            At(--_count) = default;
            Accepted = _acceptedBefore;
            device.End();
            Monitor.PulseAll(_gate);
        }
        device.Flush();
        return true;
    }

    /// <summary>Ends the newest ticket inside its own call. True: the answer is OK. False: it waits for those before it.</summary>
    public bool EndInline(ulong ticket)
    {
        if (TakeOnly(ticket))
        {
            device.Flush();
            return true;
        }
        End(ticket, Status.Ok, null, null);
        return false;
    }

    private bool TakeOnly(ulong ticket)
    {
        lock (_gate)
        {
            if (_count != 1 || At(0) is not { Ended: false } only || only.Ticket != ticket)
                return false;
            WriteTiming(ref At(0));
            At(0) = default;
            _count = 0;
            Complete(in only);
            device.End();
            Monitor.PulseAll(_gate);
            return true;
        }
    }

    public void End(ulong ticket, Status status, string? rule, string? text)
    {
        if (status == Status.DeviceLost)
            device.Lose(text);
        lock (_gate)
        {
            var position = Find(ticket);
            if (position < 0 || At(position).Ended)
                return;
            ref var entry = ref At(position);
            (entry.Ended, entry.Status, entry.Rule, entry.Text) = (true, status, rule, text);
            if (entry.Timing != null && entry.EndNs == 0)
                entry.EndNs = Clock.Now;
            device.End();
            Report();
        }
        device.Flush();
    }

    public void SetTiming(ulong ticket, long startNs, long endNs)
    {
        lock (_gate)
            if (Find(ticket) is >= 0 and var position)
                (At(position).StartNs, At(position).EndNs) = (startNs, endNs);
    }

    /// <summary>True when the ticket is not pending any more.</summary>
    /// <exception cref="PluginException">Nobody gave the ticket.</exception>
    public bool Wait(ulong ticket, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (ticket > Last)
                throw new PluginException(Status.NotFound, "TG-P-42", $"ticket {ticket} was not submitted, the newest is {Last}");
            while (Find(ticket) >= 0)
            {
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Stopwatch.GetElapsedTime(started);
                if (left < TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
                    return false;
                Monitor.Wait(_gate, left);
            }
            return true;
        }
    }

    /// <summary>Waits for a ticket on behalf of another queue; a lost device releases it.</summary>
    public void WaitFor(ulong ticket)
    {
        lock (_gate)
            while (Find(ticket) >= 0 && !device.IsLost)
                Monitor.Wait(_gate);
    }

    /// <summary>Waits until the backend has ended every submission, reported or not.</summary>
    public void WaitUntilEnded()
    {
        lock (_gate)
            while (HasRunning())
                Monitor.Wait(_gate);
    }

    public void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    public bool IsPending(ulong ticket)
    {
        lock (_gate)
            return Find(ticket) >= 0;
    }

    /// <summary>Ends everything that the backend left as lost.</summary>
    public void Abandon()
    {
        lock (_gate)
            for (var i = 0; i < _count; i++)
                if (!At(i).Ended)
                {
                    (At(i).Ended, At(i).Status, At(i).Rule, At(i).Text) = (true, Status.DeviceLost, "TG-P-23", "the device was closed before this submission finished");
                    device.End();
                }
    }

    public void Flush()
    {
        lock (_gate)
            Report();
    }

    /// <summary>Nothing is reported any more.</summary>
    public void Close()
    {
        lock (_gate)
            _closed = true;
    }

    private bool HasRunning()
    {
        for (var i = 0; i < _count; i++)
            if (!At(i).Ended)
                return true;
        return false;
    }

    private void Report()
    {
        while (_count > 0 && At(0).Ended && !_closed && (At(0).Status != Status.DeviceLost || device.IsQuiet))
        {
            var entry = At(0);
            WriteTiming(ref entry);
            At(0) = default;
            _head = (_head + 1) % _ring.Length;
            _count--;
            Complete(in entry);
            host.Complete(context, entry.Ticket, entry.Status, entry.Rule, entry.Text);
        }
        Monitor.PulseAll(_gate);
    }

    private void Complete(in Entry entry)
    {
        entry.Uses?.End(signals: entry.Status != Status.DeviceLost);
        if (entry.Status == Status.DeviceLost)
            return;
        _completed = entry.Ticket;
        _timeline?.Advance(_completed);
    }

    private static void WriteTiming(ref Entry entry)
    {
        if (entry.Timing != null)
            Clock.Write(entry.Timing, entry.StartNs, entry.EndNs == 0 ? Clock.Now : entry.EndNs);
    }

    private int Find(ulong ticket)
    {
        for (var i = 0; i < _count; i++)
            if (At(i).Ticket == ticket)
                return i;
        return -1;
    }

    private ref Entry At(int position) => ref _ring[(_head + position) % _ring.Length];
}
