// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>A submission of a queue. Numbers of a queue ascend from 1 and are not reused (TG-H-10).</summary>
public readonly record struct Ticket(SubmissionQueue Queue, ulong Number)
{
    /// <summary>How it ended, or null while it is pending. Takes in what the plugin has reported.</summary>
    public Completion? Poll() => Queue.Poll(Number);

    /// <summary>Drives or sleeps until it has ended; null when the time ran out first.</summary>
    public Completion? Wait(TimeSpan? timeout = null) => Queue.Wait(Number, timeout ?? Timeout.InfiniteTimeSpan);

    /// <summary>Waits, and throws what it failed with.</summary>
    /// <exception cref="TengenException">The submission failed.</exception>
    public void Join()
    {
        var end = Queue.Wait(Number, Timeout.InfiniteTimeSpan)!.Value;
        if (!end.IsOk)
            throw new TengenException(end.Status, ToString(), end.Rule, end.Text);
    }

    /// <summary>Asks the device to end it early. False when it is not pending any more, or the device cannot cancel.</summary>
    public bool Cancel() => Queue.Cancel(Number);

    public override string ToString() => $"ticket {Number} of queue {Queue.Number} of device '{Queue.Device.Name}'";
}
