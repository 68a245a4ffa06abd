// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>One copy, its ranges checked by the kit. Valid during the call.</summary>
public readonly unsafe ref struct CopySubmission
{
    public int Queue { get; internal init; }

    public ulong Ticket { get; internal init; }

    /// <summary>Null when the source is host memory.</summary>
    public DeviceBuffer? Source { get; internal init; }

    /// <summary>Null when the destination is host memory.</summary>
    public DeviceBuffer? Destination { get; internal init; }

    /// <summary>Host memory, valid until the submission completes.</summary>
    public byte* HostSource { get; internal init; }

    /// <inheritdoc cref="HostSource"/>
    public byte* HostDestination { get; internal init; }

    public long SourceOffset { get; internal init; }

    public long DestinationOffset { get; internal init; }

    public long Bytes { get; internal init; }

    public ReadOnlySpan<WaitPoint> Waits { get; internal init; }

    /// <inheritdoc cref="Submission.Signals"/>
    public ReadOnlySpan<SignalPoint> Signals { get; internal init; }

    public Completion Completion { get; internal init; }
}
