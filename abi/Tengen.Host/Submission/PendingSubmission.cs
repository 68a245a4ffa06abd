// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>A submission whose end has not been reported, and what stays alive until then (TG-H-13). Guarded by the device's state lock.</summary>
internal sealed class PendingSubmission(ulong ticket, ulong sequence, Ticket[] waits, Completion? verdict)
{
    public ulong Ticket { get; } = ticket;

    /// <summary>Position among all submissions of the device.</summary>
    public ulong Sequence { get; } = sequence;

    /// <summary>The tickets it waits for: when one failed, it fails too.</summary>
    public Ticket[] Waits { get; } = waits;

    /// <summary>What it ends with whatever the device says: set for a barrier that stands for a failed dependent (TG-H-11).</summary>
    public Completion? Verdict { get; } = verdict;

    /// <summary>Reported, but a ticket it waits for is not yet.</summary>
    public Completion? Held { get; set; }

    public List<DeviceChild> Users { get; } = [];

    public List<object> Pins { get; } = [];
}
