// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

public sealed unsafe partial class Device
{
    private ulong _sequence;
    private volatile bool _lost;

    /// <summary>True once the plugin said DEVICE_LOST: close it and open it again.</summary>
    public bool IsLost => _lost;

    /// <summary>Guards what is known of tickets. Never held across a plugin call, never taken by a callback.</summary>
    internal Lock State { get; } = new();

    internal ulong NextSequence() => Interlocked.Increment(ref _sequence);

    internal void MarkLost() => _lost = true;

    /// <summary>Takes in what the plugin has reported, and frees what nobody uses any more.</summary>
    internal void Pump()
    {
        if (Inbox.IsEmpty)
            return;
        var unused = new List<DeviceChild>();
        lock (State)
        {
            while (Inbox.TryTake(out var report))
                if (report.Queue >= 1 && report.Queue <= Queues.Length)
                    Queues[(int)report.Queue - 1].Apply(report, unused);
                else
                    Report("TG-P-18", $"ticket {report.Ticket} was reported for a queue context that nobody gave");
            var again = true;
            while (again)
            {
                again = false;
                foreach (var queue in Queues)
                    again |= queue.Resume(unused);
            }
        }
        Inbox.Pulse();
        FreeUnused(unused);
    }

    /// <summary>Fails everything submitted from <paramref name="sequence"/> on, on every queue. The state lock is held.</summary>
    internal void Lose(ulong sequence, Completion completion, List<DeviceChild> unused)
    {
        _lost = true;
        foreach (var queue in Queues)
            queue.Lose(sequence, completion, unused);
    }

    internal static void FreeUnused(List<DeviceChild> unused)
    {
        foreach (var child in unused)
            child.FreeNow();
    }

    /// <summary>Waits until nothing is pending on any queue; false when the time ran out.</summary>
    public bool Drain(TimeSpan timeout)
    {
        var start = TimeProvider.System.GetTimestamp();
        foreach (var queue in Queues)
            while (Last(queue) is { } ticket)
            {
                var left = timeout - TimeProvider.System.GetElapsedTime(start);
                if (left <= TimeSpan.Zero || ticket.Wait(left) is null)
                    return false;
            }
        return true;
    }

    /// <summary>Waits, taking in reports, until a condition that only completions change holds.</summary>
    internal void WaitUntil(Func<bool> condition)
    {
        while (!condition())
        {
            var pulse = Inbox.NextPulse();
            Pump();
            if (condition())
                return;
            if (Api.wait != null && Queues.Select(Last).FirstOrDefault(ticket => ticket is not null) is { } ticket)
                ticket.Wait();
            else
                pulse.Wait();
        }
    }

    private Ticket? Last(SubmissionQueue queue)
    {
        Pump();
        lock (State)
            return queue.IsIdle ? null : new Ticket(queue, queue.LastPending);
    }

    /// <summary>Ends everything still pending as lost.</summary>
    private void EndAll(string text)
    {
        var unused = new List<DeviceChild>();
        lock (State)
        {
            if (Queues.Any(queue => !queue.IsIdle))
                Report("TG-P-23", "device_close answered OK and left tickets that it had not reported");
            foreach (var queue in Queues)
                queue.Lose(0, new Completion(Status.DeviceLost, "", text), unused);
        }
        Inbox.Pulse();
    }
}
