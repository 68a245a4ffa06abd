// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>One execution, checked by the kit. Valid during the call; <see cref="WorkerQueue"/> keeps a copy of what outlives it.</summary>
public readonly unsafe ref struct Submission
{
    /// <summary>Index into <see cref="Program.Entries"/>.</summary>
    public int Entry { get; internal init; }

    public int Queue { get; internal init; }

    public ulong Ticket { get; internal init; }

    /// <summary>Inputs, outputs, scratch.</summary>
    public ReadOnlySpan<Argument> Arguments { get; internal init; }

    internal int InputCount { get; init; }

    internal int OutputCount { get; init; }

    public ReadOnlySpan<Argument> Inputs => Arguments[..InputCount];

    public ReadOnlySpan<Argument> Outputs => Arguments.Slice(InputCount, OutputCount);

    /// <summary>The scratch memory; null when the entry has none.</summary>
    public byte* Scratch => Arguments.Length > InputCount + OutputCount ? Arguments[^1].Pointer : null;

    /// <summary>Submissions of other queues and points of timelines to wait for; only on devices with <see cref="DeviceFlags.Waits"/>.</summary>
    public ReadOnlySpan<WaitPoint> Waits { get; internal init; }

    /// <summary>What the kit signals once the submission has ended; a device may let its own queues wait for the submission instead.</summary>
    public ReadOnlySpan<SignalPoint> Signals { get; internal init; }

    public OptionSet Options { get; internal init; }

    /// <summary>Ends the submission when <see cref="Device.Submit"/> answered <see cref="Submitted.Pending"/>; may be kept.</summary>
    public Completion Completion { get; internal init; }
}

/// <summary>A point of a timeline that the end of a submission reaches.</summary>
public readonly record struct SignalPoint(Timeline Timeline, ulong Value);

/// <summary>An accepted ticket of a queue, or a point of a timeline.</summary>
/// <param name="Queue">Of the ticket; -1 for a timeline.</param>
/// <param name="Value">The ticket, or the value to reach.</param>
public readonly record struct WaitPoint(int Queue, ulong Value)
{
    internal nuint TimelineHandle { get; init; }

    /// <summary>Null for a ticket. It lives until the submission was reported.</summary>
    public Timeline? Timeline => TimelineHandle == 0 ? null : Handles.Timelines.Get(TimelineHandle);
}
