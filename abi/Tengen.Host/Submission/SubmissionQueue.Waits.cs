// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

public sealed unsafe partial class SubmissionQueue
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(int.MaxValue);

    internal Completion? Wait(ulong ticket, TimeSpan timeout)
    {
        var start = TimeProvider.System.GetTimestamp();
        var drive = Device.Api.wait != null;
        while (true)
        {
            var pulse = Device.Inbox.NextPulse();
            if (Poll(ticket) is { } end)
                return end;
            var left = timeout == Timeout.InfiniteTimeSpan ? Longest : timeout - TimeProvider.System.GetElapsedTime(start);
            if (left <= TimeSpan.Zero)
                return null;
            if (drive && IsAccepted(ticket))
                drive = Drive(ticket, timeout == Timeout.InfiniteTimeSpan ? Tg.TG_FOREVER : (ulong)(left.TotalMilliseconds * 1e6));
            else
                pulse.Wait(left < Longest ? left : Longest);
        }
    }

    internal bool Cancel(ulong ticket)
    {
        if (Device.Api.cancel == null)
            return false;
        var desc = Name(ticket, 0);
        var error = ErrorBuffer.Fresh();
        var status = Device.Api.cancel(Device.Alive, &desc, error);
        if (status == Tg.TG_NOT_FOUND)
            return false;
        ErrorBuffer.Check(status, error, Device.Subject("cancel"));
        return true;
    }

    /// <summary>Calls the wait slot; false when it must not be relied on for this ticket any more.</summary>
    private bool Drive(ulong ticket, ulong nanoseconds)
    {
        var desc = Name(ticket, nanoseconds);
        var error = ErrorBuffer.Fresh();
        var status = Device.Api.wait(Device.Alive, &desc, error);
        if (status == Tg.TG_PENDING)
            return true;
        if (status == Tg.TG_OK && !WasReported(ticket))
            Device.Report("TG-P-42", $"wait answered OK, {new Ticket(this, ticket)} was not reported");
        else if (status != Tg.TG_OK && status != Tg.TG_NOT_FOUND)
            Device.Report("TG-P-42", $"wait for {new Ticket(this, ticket)} answered {new Status(status)}: {ErrorBuffer.Text(error)}");
        return false;
    }

    /// <summary>Also true of what the host holds back because a ticket of another queue, which it waits for, is not known to have ended.</summary>
    private bool WasReported(ulong ticket)
    {
        Device.Pump();
        lock (Device.State)
            return _pending.Find(pending => pending.Ticket == ticket) is not { Held: null };
    }

    private tg_ticket Name(ulong ticket, ulong nanoseconds) =>
        new() { size = (uint)sizeof(tg_ticket), queue = (uint)Number, ticket = ticket, timeout_ns = nanoseconds };

    /// <summary>Before the plugin has answered execute nobody can say what its wait means.</summary>
    private bool IsAccepted(ulong ticket)
    {
        lock (Device.State)
            return _pending.Find(pending => pending.Ticket == ticket) is { Stage: SubmissionStage.Answered };
    }

    /// <summary>Fills the waits for the plugin: open tickets of its other queues, and points. Waits on this queue are its order already.</summary>
    private uint Native(PendingSubmission submission, Syncs syncs, tg_sync* target)
    {
        var count = 0u;
        submission.Waits = Own(syncs.Waits);
        if (submission.Verdict is null && Device.Description.Is(DeviceFlags.Waits))
            lock (Device.State)
                foreach (var wait in submission.Waits)
                    if (wait.Queue != this && wait.Queue._pending.Exists(pending => pending.Ticket == wait.Number))
                        target[count++] = new tg_sync { value = wait.Number, queue = (uint)wait.Queue.Number };
        return count + NativeSyncs.Fill(syncs.TimelineWaits, target + count);
    }

    private Ticket[] Own(ReadOnlySpan<Ticket> waits)
    {
        if (waits.IsEmpty)
            return [];
        var own = new List<Ticket>();
        foreach (var wait in waits)
            if (wait.Queue.Device == Device)
                own.Add(wait);
        return [.. own];
    }

    /// <summary>What a submission that waits for these tickets fails with, or null when none has failed.</summary>
    private static Completion? Failed(ReadOnlySpan<Ticket> waits)
    {
        foreach (var wait in waits)
            lock (wait.Queue.Device.State)
                if (wait.Queue.Outcome(wait.Number) is { IsOk: false } end)
                    return Dependent(wait, end);
        return null;
    }

    internal static Completion Dependent(Ticket wait, Completion end) =>
        new(Status.ExecutionFailed, "TG-H-11", $"it waited for {wait}{Which}{Root(end)}");

    private const string Which = ", which failed: ";

    /// <summary>The first failure of a chain of dependents.</summary>
    private static string Root(Completion end) => end.Rule == "TG-H-11" && end.Text.LastIndexOf(Which, StringComparison.Ordinal) is >= 0 and var at
        ? end.Text[(at + Which.Length)..]
        : $"{end.Status}{(end.Text.Length > 0 ? $": {end.Text}" : "")}";

    /// <summary>After BUSY: sleeps until a submission of this queue has ended.</summary>
    /// <param name="submission">What was not accepted.</param>
    /// <param name="before">Submissions pending when the plugin was called; at most, since reports come at any time.</param>
    private void WaitForRoom(PendingSubmission submission, int before)
    {
        var pulse = Device.Inbox.NextPulse();
        if (before < MaxPending)
            Device.Report("TG-P-20", $"queue {Number} answered BUSY with {before} of {MaxPending} submissions pending");
        if (before == 0)
        {
            Forget(submission);
            throw new TengenException(Status.Busy, new Ticket(this, submission.Ticket).ToString(), "TG-P-20", "the queue answers BUSY and nothing is pending that could make room");
        }
        if (Other(submission) is not { } other)
            return;
        if (Device.Api.wait != null)
            Wait(other, Timeout.InfiniteTimeSpan);
        else
            pulse.Wait();
    }
}
