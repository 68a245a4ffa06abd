// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <content>What is pending and how tickets ended. Every member is guarded by the device's state lock, which is never held across a plugin call.</content>
public sealed unsafe partial class SubmissionQueue
{
    private readonly List<PendingSubmission> _pending = [];
    private readonly Dictionary<ulong, Completion> _failed = [];
    private ulong _reported;

    internal Completion? Poll(ulong ticket)
    {
        Device.Pump();
        lock (Device.State)
            return Outcome(ticket);
    }

    /// <summary>Applies one report of the plugin. The state lock is held.</summary>
    internal void Apply(Report report, Aftermath aftermath)
    {
        var at = _pending.FindIndex(submission => submission.Ticket == report.Ticket && submission.IsAtPlugin);
        if (at < 0)
        {
            if (!Device.IsLost || report.Ticket == 0 || report.Ticket > _last)
                Device.Report("TG-P-18", report.Ticket == 0 || report.Ticket > _last
                    ? $"queue {Number}: ticket {report.Ticket} was reported, nobody gave it"
                    : $"queue {Number}: ticket {report.Ticket} was reported, it is not pending: reported before, answered OK or refused by execute");
            return;
        }
        if (report.Ticket <= _reported)
            Device.Report("TG-P-19", $"queue {Number}: ticket {report.Ticket} was reported after ticket {_reported}");
        _reported = Math.Max(_reported, report.Ticket);
        if (report.Completion.Status.Code > 0)
            Device.Report("TG-P-18", $"queue {Number}: ticket {report.Ticket} was reported with {report.Completion.Status}, which is no end");
        if (report.Completion.Status.Class == StatusClass.Device)
            Device.Lose(report.Completion, aftermath);
        else if (!report.Completion.IsOk)
            End(_pending[at], report.Completion, aftermath);
        else
            foreach (var submission in _pending.Where(submission => submission.Ticket <= report.Ticket).ToList())
                End(submission, submission.Held ?? report.Completion, aftermath);
    }

    /// <summary>Ends what waited for tickets of other queues that have been reported meanwhile. True when something ended.</summary>
    internal bool Resume(Aftermath aftermath)
    {
        var held = _pending.Where(submission => submission.Held is not null).ToList();
        var before = _pending.Count;
        foreach (var submission in held)
            End(submission, submission.Held!.Value, aftermath);
        return _pending.Count < before;
    }

    internal void Lose(Completion completion, Aftermath aftermath)
    {
        foreach (var submission in _pending.ToList())
            End(submission, completion, aftermath);
    }

    internal bool IsIdle => _pending.Count == 0;

    internal ulong LastPending => _pending[^1].Ticket;

    /// <summary>The oldest pending submission that the plugin has and, when asked for, that uses an object.</summary>
    internal PendingSubmission? Oldest(DeviceChild? user = null) =>
        _pending.Find(submission => submission.IsAtPlugin && (user is null || submission.Users.Contains(user)));

    private void Begin(PendingSubmission submission)
    {
        lock (Device.State)
        {
            Track(submission);
            submission.Stage = SubmissionStage.Calling;
        }
    }

    private void Track(PendingSubmission submission)
    {
        if (!submission.IsTracked)
            _pending.Add(submission);
        submission.IsTracked = true;
    }

    /// <summary>Takes in what execute or copy answered.</summary>
    private void Settle(PendingSubmission submission, int status, tg_error* error)
    {
        var aftermath = new Aftermath();
        Device.Pump();
        lock (Device.State)
        {
            submission.Stage = SubmissionStage.Answered;
            if (status == Tg.TG_OK)
                SettleDone(submission, aftermath);
            else if (status == Tg.TG_PENDING && !Device.Description.Is(DeviceFlags.Async))
                Device.Report("TG-P-17", $"queue {Number}: ticket {submission.Ticket} was answered PENDING by a device without ASYNC");
            else if (status != Tg.TG_PENDING)
                SettleRefused(submission, status, error, aftermath);
            if (submission.IsOver)
                aftermath.Release(submission);
            aftermath.Notify(submission.AfterAcceptance);
        }
        Device.Inbox.Pulse();
        aftermath.Run(Device);
    }

    private void SettleDone(PendingSubmission submission, Aftermath aftermath)
    {
        if (_pending.Any(pending => pending.Ticket < submission.Ticket && pending.IsAtPlugin))
            Device.Report("TG-P-17", $"queue {Number}: ticket {submission.Ticket} was answered OK while an earlier ticket was pending");
        if (!submission.IsOver)
            Finish(submission, new Completion(Status.Ok), aftermath);
        else if (!Device.IsLost)
            Device.Report("TG-P-18", $"queue {Number}: ticket {submission.Ticket} was reported and answered OK");
    }

    private void SettleRefused(PendingSubmission submission, int status, tg_error* error, Aftermath aftermath)
    {
        var completion = status > 0
            ? new Completion(Status.Internal, "TG-P-15", $"execute answered {new Status(status)}, which it may not")
            : new Completion(new Status(status), ErrorBuffer.Rule(error), ErrorBuffer.Text(error));
        if (submission.IsOver)
            _failed[submission.Ticket] = completion;
        else
            Finish(submission, completion, aftermath, refused: true);
        if (completion.Status.Class == StatusClass.Device)
            Device.MarkLost();
    }

    /// <summary>Ends a submission whose call has returned; what it uses is released by the caller.</summary>
    private void Finish(PendingSubmission submission, Completion completion, Aftermath aftermath, bool refused = false)
    {
        submission.Stage = SubmissionStage.Calling;
        End(submission, completion, aftermath, refused);
        submission.Stage = SubmissionStage.Answered;
    }

    private void End(PendingSubmission submission, Completion completion, Aftermath aftermath, bool refused = false)
    {
        if (completion.IsOk)
            foreach (var wait in submission.Waits)
            {
                if (wait.Queue.Outcome(wait.Number) is not { } end)
                {
                    submission.Held = completion;
                    return;
                }
                if (!end.IsOk && submission.Verdict is null)
                    completion = Dependent(wait, end);
            }
        if (!refused && submission.Verdict is { } verdict)
            completion = verdict;
        _pending.Remove(submission);
        submission.IsOver = true;
        if (!completion.IsOk)
            _failed[submission.Ticket] = completion;
        if (submission.Stage != SubmissionStage.Calling)
            aftermath.Release(submission);
        aftermath.Notify(submission.AfterAcceptance);
        aftermath.Notify(submission.AfterEnd);
    }

    private Completion? Outcome(ulong ticket) =>
        _failed.TryGetValue(ticket, out var failure) ? failure
        : _pending.Exists(submission => submission.Ticket == ticket) ? null
        : new Completion(Status.Ok);

    /// <summary>Submissions that the plugin has besides one; at most, since reports come at any time.</summary>
    private int CountOthers(PendingSubmission submission)
    {
        lock (Device.State)
        {
            var count = 0;
            foreach (var pending in _pending)
                if (pending != submission && pending.IsAtPlugin)
                    count++;
            return count;
        }
    }

    /// <summary>The oldest ticket that the plugin has besides one, after taking in what was reported; null when there is room.</summary>
    private ulong? Other(PendingSubmission submission)
    {
        Device.Pump();
        lock (Device.State)
            return _pending.Find(pending => pending != submission && pending.IsAtPlugin)?.Ticket;
    }

    private void Forget(PendingSubmission submission)
    {
        var aftermath = new Aftermath();
        lock (Device.State)
        {
            submission.Stage = SubmissionStage.Answered;
            if (submission.IsOver)
                aftermath.Release(submission);
            else
                End(submission, new Completion(Status.Busy), aftermath, refused: true);
        }
        aftermath.Run(Device);
    }
}
