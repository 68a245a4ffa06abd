// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Plugin;

/// <summary>
/// What <c>device_info</c> says about a device (<c>tg_device_info</c>). The defaults describe a blocking device in host memory: one
/// queue, one memory, buffer arguments only. Sizes of 0 mean no limit.
/// </summary>
public sealed record DeviceInfo
{
    /// <summary>Short, stable, unique in the plugin: <c>cpu</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Who makes the device.</summary>
    public required string Vendor { get; init; }

    public DeviceKind Kind { get; init; }

    public DeviceFlags Flags { get; init; }

    /// <summary>Name and version of the driver below.</summary>
    public string Driver { get; init; } = "";

    /// <summary>Where it sits: PCI address, socket, <c>host</c>.</summary>
    public string Location { get; init; } = "";

    /// <summary>Changes whenever results or compiled bytes may: device stepping, driver, firmware, plugin build.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The capability sheet, JSON; null = none.</summary>
    public string? Sheet { get; init; }

    public string? Note { get; init; }

    /// <summary>Stable over reboots; empty = none.</summary>
    public Guid Uuid { get; init; }

    /// <summary>Kinds of queue that can be opened; at least one.</summary>
    public ImmutableArray<QueueInfo> Queues { get; init; } = [new()];

    /// <summary>Formats of compiled bytes beside graphs.</summary>
    public ImmutableArray<FormatInfo> Formats { get; init; } = [];

    /// <summary>Kinds of memory buffers can come from, the default first.</summary>
    public ImmutableArray<MemoryInfo> Memories { get; init; } = [new("host", MemoryFlags.Mappable | MemoryFlags.Coherent)];

    public long MemoryBytes { get; init; }

    public long MaxBufferBytes { get; init; }

    public long MaxArgumentBytes { get; init; }

    public long MaxMapBytes { get; init; }

    /// <summary>Alignment of every allocation; a power of two, at least 64 on devices that map coherently.</summary>
    public int BufferAlignment { get; init; } = 64;

    /// <summary>Least alignment of an argument's offset into its buffer.</summary>
    public int OffsetAlignment { get; init; } = 1;

    /// <summary>No mapping shares a block of this size with pending device writes.</summary>
    public int MapAlignment { get; init; } = 64;

    public int ImportAlignment { get; init; } = 1;

    public MemoryKinds ImportKinds { get; init; }

    public MemoryKinds ExportKinds { get; init; }

    /// <summary>Kinds of argument taken beside buffers.</summary>
    public ArgumentKinds ArgumentKinds { get; init; }

    /// <summary>Opens at one time in this process; 0 = any. The kit counts.</summary>
    public int MaxOpens { get; init; }

    public int VendorId { get; init; }

    public int DeviceId { get; init; }
}

/// <summary>A queue that can be opened. Queues of one engine run one after the other.</summary>
/// <param name="MaxPending">Submissions that may be pending before the kit answers <see cref="Status.Busy"/>; at least 1.</param>
public sealed record QueueInfo(QueueFlags Flags = QueueFlags.Execute | QueueFlags.Timestamps, int Engine = 0, int MaxPending = 64, int Priorities = 1);

/// <summary>A format of compiled bytes, such as <c>vendor.blob</c>, and its versions.</summary>
public sealed record FormatInfo(string Name, int MinVersion, int MaxVersion, string? Note = null);

/// <summary>A kind of memory. <paramref name="Bytes"/> of 0: not known.</summary>
public sealed record MemoryInfo(string Name, MemoryFlags Flags, long Bytes = 0, string? Note = null);
