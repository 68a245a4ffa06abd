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

    /// <summary>Submissions of other queues to wait for; only on devices with <see cref="DeviceFlags.Waits"/>.</summary>
    public ReadOnlySpan<WaitPoint> Waits { get; internal init; }

    public OptionSet Options { get; internal init; }

    /// <summary>Ends the submission when <see cref="Device.Submit"/> answered <see cref="Submitted.Pending"/>; may be kept.</summary>
    public Completion Completion { get; internal init; }
}

/// <summary>An accepted ticket of a queue.</summary>
public readonly record struct WaitPoint(int Queue, ulong Ticket);
