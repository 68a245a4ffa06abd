// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Host;

/// <summary>How a device is described and opened.</summary>
public sealed record DeviceOptions
{
    public static readonly DeviceOptions Default = new();

    /// <summary>Named settings of the plugin. An unknown key is refused, unless it starts with <c>hint.</c>.</summary>
    public ImmutableDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>How long disposing the device waits for pending work before it closes over it.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The queues to open, best first: the plugin may take only the first so many.</summary>
    public ImmutableArray<QueueRequest> Queues { get; init; } = [new QueueRequest()];
}

/// <summary>A queue to be opened.</summary>
/// <param name="Info">Index into <see cref="DeviceDescription.Queues"/>.</param>
/// <param name="Priority">Below the queue's number of priorities.</param>
/// <param name="Name">For traces.</param>
public sealed record QueueRequest(int Info = 0, int Priority = 0, string? Name = null);
