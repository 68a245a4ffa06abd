// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

public sealed unsafe partial class Device
{
    private volatile bool _lost;

    /// <summary>True once the plugin said DEVICE_LOST: close it and open it again.</summary>
    public bool IsLost => _lost;

    /// <summary>Guards what is known of tickets. Never held across a plugin call, never taken by a callback.</summary>
    internal Lock State { get; } = new();

    internal void MarkLost() => _lost = true;

    /// <summary>Takes in what the plugin has reported, and does what follows from it.</summary>
    internal void Pump()
    {
        if (Inbox.IsEmpty)
            return;
        var aftermath = new Aftermath();
        lock (State)
        {
            while (Inbox.TryTake(out var report))
                if (report.Queue >= 1 && report.Queue <= Queues.Length)
                    Queues[(int)report.Queue - 1].Apply(report, aftermath);
                else
                    Report("TG-P-18", $"ticket {report.Ticket} was reported for a queue context that nobody gave");
            var again = true;
            while (again)
            {
                again = false;
                foreach (var queue in Queues)
                    again |= queue.Resume(aftermath);
            }
        }
        Inbox.Pulse();
        aftermath.Run(this);
    }

    /// <summary>Fails everything not reported yet, on every queue. The state lock is held.</summary>
    internal void Lose(Completion completion, Aftermath aftermath)
    {
        _lost = true;
        foreach (var queue in Queues)
            queue.Lose(completion, aftermath);
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

    /// <summary>Waits until no submission uses an object.</summary>
    internal void WaitUntilUnused(DeviceChild child)
    {
        while (child.Users > 0)
        {
            var pulse = Inbox.NextPulse();
            Pump();
            if (child.Users == 0)
                return;
            if (Api.wait != null && User(child) is { } ticket)
                ticket.Wait();
            else
                pulse.Wait();
        }
    }

    private Ticket? User(DeviceChild child)
    {
        lock (State)
            foreach (var queue in Queues)
                if (queue.Oldest(child) is { } submission)
                    return new Ticket(queue, submission.Ticket);
        return null;
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
        var aftermath = new Aftermath();
        lock (State)
        {
            if (Queues.Any(queue => queue.Oldest() is not null))
                Report("TG-P-23", "device_close ended the work and left tickets that it had not reported");
            foreach (var queue in Queues)
                queue.Lose(new Completion(Status.DeviceLost, "", text), aftermath);
        }
        Inbox.Pulse();
        aftermath.Run(this);
    }
}
