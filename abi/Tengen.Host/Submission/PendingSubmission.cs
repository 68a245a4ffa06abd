// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>A submission whose end is not known, and what stays alive until then (TG-H-13). Guarded by the device's state lock.</summary>
internal sealed class PendingSubmission(ulong ticket)
{
    public ulong Ticket { get; } = ticket;

    /// <summary>What it runs, for people.</summary>
    public string What => Users.OfType<CompiledProgram>().FirstOrDefault() is { } program ? $"program '{program.Info.Name}'" : Users.Count > 0 ? "copy" : "barrier";

    public SubmissionStage Stage { get; set; } = SubmissionStage.Deferred;

    /// <summary>It stands in the queue's list.</summary>
    public bool IsTracked { get; set; }

    /// <summary>It has ended; when that was inside the plugin's call, what it uses is released after the call.</summary>
    public bool IsOver { get; set; }

    /// <summary>Tickets of this device that it waits for: when one failed, it fails too.</summary>
    public Ticket[] Waits { get; set; } = [];

    /// <summary>What it ends with whatever the device says: set for a barrier that stands for a failed dependent (TG-H-11).</summary>
    public Completion? Verdict { get; set; }

    /// <summary>Reported, but a ticket it waits for is not yet.</summary>
    public Completion? Held { get; set; }

    public List<DeviceChild> Users { get; } = [];

    public List<object> Pins { get; } = [];

    /// <summary>Submissions that the host sends once this one was accepted.</summary>
    public List<DeferredSubmission> AfterAcceptance { get; } = [];

    /// <summary>Submissions that the host sends once this one has ended.</summary>
    public List<DeferredSubmission> AfterEnd { get; } = [];

    public bool IsAtPlugin => Stage != SubmissionStage.Deferred && Held is null;
}

/// <summary>How far a submission has come.</summary>
internal enum SubmissionStage
{
    /// <summary>The host keeps it until what it waits for has ended.</summary>
    Deferred,

    /// <summary>Inside the plugin's execute or copy.</summary>
    Calling,

    /// <summary>Accepted, or refused.</summary>
    Answered,
}
