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
    internal void Apply(Report report, List<DeviceChild> unused)
    {
        var at = _pending.FindIndex(submission => submission.Ticket == report.Ticket && submission.Held is null);
        if (at < 0)
        {
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
            Device.Lose(_pending[at].Sequence, report.Completion, unused);
        else if (!report.Completion.IsOk)
            End(_pending[at], report.Completion, unused);
        else
            foreach (var submission in _pending.Where(submission => submission.Ticket <= report.Ticket).ToList())
                End(submission, submission.Held ?? report.Completion, unused);
    }

    /// <summary>Ends what waited for tickets of other queues that have been reported meanwhile. True when something ended.</summary>
    internal bool Resume(List<DeviceChild> unused)
    {
        var held = _pending.Where(submission => submission.Held is not null).ToList();
        var before = _pending.Count;
        foreach (var submission in held)
            End(submission, submission.Held!.Value, unused);
        return _pending.Count < before;
    }

    internal void Lose(ulong sequence, Completion completion, List<DeviceChild> unused)
    {
        foreach (var submission in _pending.Where(submission => submission.Sequence >= sequence).ToList())
            End(submission, completion, unused);
    }

    internal bool IsIdle => _pending.Count == 0;

    internal ulong LastPending => _pending[^1].Ticket;

    private void Begin(PendingSubmission submission)
    {
        lock (Device.State)
            _pending.Add(submission);
    }

    /// <summary>Takes in what execute answered to a ticket.</summary>
    private void Settle(ulong ticket, int status, tg_error* error)
    {
        var unused = new List<DeviceChild>();
        Device.Pump();
        lock (Device.State)
        {
            var submission = _pending.Find(pending => pending.Ticket == ticket);
            if (status == Tg.TG_OK)
            {
                if (_pending.Any(pending => pending.Ticket < ticket && pending.Held is null))
                    Device.Report("TG-P-17", $"queue {Number}: ticket {ticket} was answered OK while an earlier ticket was pending");
                if (submission is not null)
                    End(submission, new Completion(Status.Ok), unused);
                else if (!Device.IsLost)
                    Device.Report("TG-P-18", $"queue {Number}: ticket {ticket} was reported and answered OK");
            }
            else if (status == Tg.TG_PENDING)
            {
                if (!Device.Description.Is(DeviceFlags.Async))
                    Device.Report("TG-P-17", $"queue {Number}: ticket {ticket} was answered PENDING by a device without ASYNC");
                if (submission is null && !Device.Description.Is(DeviceFlags.Async))
                    _pending.Add(new PendingSubmission(ticket, Device.NextSequence(), [], null));
            }
            else
            {
                var completion = status > 0
                    ? new Completion(Status.Internal, "TG-P-15", $"execute answered {new Status(status)}, which it may not")
                    : new Completion(new Status(status), ErrorBuffer.Rule(error), ErrorBuffer.Text(error));
                if (submission is not null)
                    End(submission, completion, unused, refused: true);
                else
                    _failed[ticket] = completion;
                if (completion.Status.Class == StatusClass.Device)
                    Device.MarkLost();
            }
        }
        Device.FreeUnused(unused);
    }

    private void End(PendingSubmission submission, Completion completion, List<DeviceChild> unused, bool refused = false)
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
        if (!completion.IsOk)
            _failed[submission.Ticket] = completion;
        unused.AddRange(submission.Users.Where(user => user.Release()));
    }

    private Completion? Outcome(ulong ticket) =>
        _failed.TryGetValue(ticket, out var failure) ? failure
        : _pending.Exists(submission => submission.Ticket == ticket) ? null
        : new Completion(Status.Ok);

    private int CountPending(ulong besides, out ulong oldest)
    {
        Device.Pump();
        lock (Device.State)
        {
            var others = _pending.Where(submission => submission.Ticket != besides).ToList();
            oldest = others.Count > 0 ? others[0].Ticket : 0;
            return others.Count;
        }
    }

    private void Forget(ulong ticket)
    {
        var unused = new List<DeviceChild>();
        lock (Device.State)
            if (_pending.Find(pending => pending.Ticket == ticket) is { } submission)
                End(submission, new Completion(Status.Busy), unused, refused: true);
        Device.FreeUnused(unused);
    }
}
