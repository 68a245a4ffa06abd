// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>Numbers of an open device (<c>tg_stats</c>).</summary>
public readonly record struct DeviceStats
{
    public long BufferBytes { get; init; }

    public long ProgramBytes { get; init; }

    /// <summary>Of the default memory; 0 = not known.</summary>
    public long FreeBytes { get; init; }

    public long Submissions { get; init; }

    /// <summary>Device clock, read together with <see cref="HostNs"/>; 0 = no device clock.</summary>
    public long DeviceNs { get; init; }

    /// <summary>The host's monotonic clock.</summary>
    public long HostNs { get; init; }

    public int Buffers { get; init; }

    public int Programs { get; init; }
}
