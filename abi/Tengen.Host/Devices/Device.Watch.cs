// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <content>While submissions elsewhere wait for tickets of this device, its reports are taken in though nobody asks for them.</content>
public sealed unsafe partial class Device
{
    private static readonly TimeSpan DriveSlice = TimeSpan.FromMilliseconds(10);
    private int _watchers;
    private int _driving;

    internal void BeginWatch()
    {
        Interlocked.Increment(ref _watchers);
        Inbox.Watch(this);
        if (Description.Is(DeviceFlags.Pull) && Interlocked.Exchange(ref _driving, 1) == 0)
            new Thread(Drive) { IsBackground = true, Name = $"tengen drives {Name}" }.Start();
    }

    internal void EndWatch()
    {
        if (Interlocked.Decrement(ref _watchers) == 0)
            Inbox.Unwatch();
    }

    /// <summary>A PULL device reports only inside calls: one thread a device calls wait for as long as somebody waits (TG-H-14).</summary>
    private void Drive()
    {
        do
        {
            while (Volatile.Read(ref _watchers) > 0 && _handle != null)
            {
                var pulse = Inbox.NextPulse();
                Pump();
                if (OldestTicket() is { } ticket)
                    ticket.Wait(DriveSlice);
                else
                    pulse.Wait(DriveSlice);
            }
            Volatile.Write(ref _driving, 0);
        }
        while (Volatile.Read(ref _watchers) > 0 && _handle != null && Interlocked.Exchange(ref _driving, 1) == 0);
    }

    private Ticket? OldestTicket()
    {
        lock (State)
            foreach (var queue in Queues)
                if (queue.Oldest() is { } submission)
                    return new Ticket(queue, submission.Ticket);
        return null;
    }
}
