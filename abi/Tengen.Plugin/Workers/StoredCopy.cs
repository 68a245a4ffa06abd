// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>What a copy moves, kept until its turn comes. The host keeps buffers and host memory until then (TG-H-13).</summary>
internal readonly unsafe struct StoredCopy(in CopySubmission copy)
{
    private readonly DeviceBuffer? _source = copy.Source;
    private readonly DeviceBuffer? _destination = copy.Destination;
    private readonly byte* _hostSource = copy.HostSource;
    private readonly byte* _hostDestination = copy.HostDestination;
    private readonly long _sourceOffset = copy.SourceOffset;
    private readonly long _destinationOffset = copy.DestinationOffset;
    private readonly long _bytes = copy.Bytes;
    private readonly int _queue = copy.Queue;
    private readonly Completion _completion = copy.Completion;

    /// <summary>The copy again, with nothing left to wait for.</summary>
    public CopySubmission Ready => new()
    {
        Queue = _queue,
        Ticket = _completion.Ticket,
        Source = _source,
        Destination = _destination,
        HostSource = _hostSource,
        HostDestination = _hostDestination,
        SourceOffset = _sourceOffset,
        DestinationOffset = _destinationOffset,
        Bytes = _bytes,
        Completion = _completion,
    };
}
