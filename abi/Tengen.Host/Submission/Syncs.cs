// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host;

/// <summary>What a submission waits for and what it signals.</summary>
public readonly ref struct Syncs
{
    /// <summary>
    /// Tickets that must complete first, of any device of this process. One that failed fails the submission too (TG-H-11). The host keeps the
    /// submission back where the device cannot wait itself; the call returns at once all the same.
    /// </summary>
    public ReadOnlySpan<Ticket> Waits { get; init; }

    /// <summary>Points that the device waits for, also before they are signalled; its own timelines (TG-H-7).</summary>
    public ReadOnlySpan<TimelinePoint> TimelineWaits { get; init; }

    /// <summary>Points that the device signals when the submission has ended.</summary>
    public ReadOnlySpan<TimelinePoint> Signals { get; init; }
}
