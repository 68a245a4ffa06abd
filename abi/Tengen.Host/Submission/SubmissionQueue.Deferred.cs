// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <content>Submissions that the host keeps back. A queue that keeps one keeps all later ones: its order holds.</content>
public sealed unsafe partial class SubmissionQueue
{
    /// <summary>Guarded by the device's state lock.</summary>
    private readonly Queue<DeferredSubmission> _deferred = [];

    internal bool HasDeferred
    {
        get
        {
            lock (Device.State)
                return _deferred.Count > 0;
        }
    }

    /// <summary>Sends what is ready, in order. Called by threads of the pool, which hold no lock.</summary>
    internal void SendReady()
    {
        lock (_calls)
            while (NextReady() is { } next)
                try
                {
                    next.Send();
                }
                catch (Exception e) when (e is TengenException or ObjectDisposedException)
                {
                    Fail(next.Submission, e as TengenException);
                }
        Device.Inbox.Pulse();
    }

    /// <summary>Waits until no call of execute or copy is inside; false when the time ran out.</summary>
    internal bool IsQuiet(TimeSpan timeout)
    {
        if (!_calls.TryEnter(timeout))
            return false;
        _calls.Exit();
        return true;
    }

    /// <summary>True when a wait is of another device and has not ended. Takes in what was reported; the queue's calls are not locked.</summary>
    private bool IsOpen(ReadOnlySpan<Ticket> waits, string slot)
    {
        var open = false;
        foreach (var wait in waits)
        {
            if (wait.Queue is null || wait.Number == 0 || wait.Number > Volatile.Read(ref wait.Queue._last))
                throw TengenException.Misuse(Device.Subject(slot), "TG-H-12", $"it waits for {(wait.Queue is null ? "a ticket of no queue" : wait)}, which has not been submitted");
            open |= wait.Queue.Device != Device && wait.Poll() is null;
        }
        return open;
    }

    /// <summary>True when nothing is kept back and the plugin honours every wait that is still open. The queue's calls are locked.</summary>
    private bool CanSend(ReadOnlySpan<Ticket> waits)
    {
        Device.Pump();
        lock (Device.State)
        {
            if (_deferred.Count > 0)
                return false;
            foreach (var wait in waits)
                if (wait.Queue != this && wait.Queue.Device == Device && !wait.Queue.Satisfies(wait.Number))
                    return false;
            return true;
        }
    }

    /// <summary>True when a submission of this device may name the ticket, or need not.</summary>
    private bool Satisfies(ulong ticket) =>
        _pending.Find(pending => pending.Ticket == ticket) is not { } submission
        || (submission.Stage == SubmissionStage.Answered && Device.Description.Is(DeviceFlags.Waits));

    private void Defer(PendingSubmission submission, Ticket[] waits, Action send)
    {
        var deferred = new DeferredSubmission(this, submission, waits, send);
        lock (Device.State)
        {
            Track(submission);
            _deferred.Enqueue(deferred);
        }
        foreach (var wait in waits)
            if (wait.Queue != this)
                wait.Queue.Follow(wait.Number, deferred, untilEnd: wait.Queue.Device != Device || !Device.Description.Is(DeviceFlags.Waits));
        deferred.Arrive();
    }

    /// <summary>Has a kept submission told when a ticket of this queue has ended, or was accepted.</summary>
    private void Follow(ulong ticket, DeferredSubmission deferred, bool untilEnd)
    {
        lock (Device.State)
        {
            if (_pending.Find(pending => pending.Ticket == ticket) is not { } submission || (!untilEnd && submission.Stage == SubmissionStage.Answered))
                return;
            deferred.Expect();
            (untilEnd ? submission.AfterEnd : submission.AfterAcceptance).Add(deferred);
        }
        Device.BeginWatch();
    }

    private DeferredSubmission? NextReady()
    {
        lock (Device.State)
        {
            while (_deferred.TryPeek(out var next))
            {
                if (!next.Submission.IsOver && (!next.IsReady || Device.IsClosing))
                    return null;
                _deferred.Dequeue();
                if (!next.Submission.IsOver)
                    return next;
            }
            return null;
        }
    }

    private void Fail(PendingSubmission submission, TengenException? why)
    {
        var aftermath = new Aftermath();
        lock (Device.State)
            if (!submission.IsOver)
                End(submission, why is null ? new Completion(Status.DeviceLost, "TG-H-5", "the device was closed before this was submitted") : new Completion(why.Status, why.Rule, why.Text), aftermath, refused: true);
        aftermath.Run(Device);
    }
}
