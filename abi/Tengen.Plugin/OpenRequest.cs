// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin;

/// <summary>What a host asks for when it opens a device. Checked by the kit: the queues exist and have the priorities asked for.</summary>
public sealed class OpenRequest
{
    internal OpenRequest(int index, DeviceInfo info, Host host, OptionSet options, ImmutableArray<QueueRequest> queues) =>
        (Index, Info, Host, Options, Queues) = (index, info, host, options, queues);

    public int Index { get; }

    /// <summary>What <see cref="Backend.Describe"/> says about this device under these options.</summary>
    public DeviceInfo Info { get; }

    public Host Host { get; }

    public OptionSet Options { get; }

    /// <summary>At least one. A device may take only the first so many (<see cref="Device.QueueCount"/>).</summary>
    public ImmutableArray<QueueRequest> Queues { get; }
}

/// <summary>A queue that a host asks for.</summary>
/// <param name="Name">For traces; may be empty.</param>
/// <param name="Kind">Index into <see cref="DeviceInfo.Queues"/>.</param>
/// <param name="Priority">Highest last.</param>
public sealed record QueueRequest(string Name, int Kind, int Priority);
