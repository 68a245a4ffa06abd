// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Host;

/// <summary>What <c>device_info</c> tells of one device, checked and copied. Sizes are bytes; a size of 0 means no limit, an alignment of 0 was read as 1.</summary>
public sealed record DeviceDescription
{
    /// <summary>The number the plugin knows the device by.</summary>
    public required int Index { get; init; }

    /// <summary>Short, stable, unique in the plugin.</summary>
    public required string Name { get; init; }

    public required DeviceFlags Flags { get; init; }

    public required DeviceKind Kind { get; init; }

    public string Vendor { get; init; } = "";

    public string Driver { get; init; } = "";

    public string Location { get; init; } = "";

    /// <summary>Changes whenever results or compiled bytes may.</summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>The capability sheet's JSON text, or null. Not parsed here.</summary>
    public string? Sheet { get; init; }

    public string? Note { get; init; }

    /// <summary>Stable over reboots; null when the device has none.</summary>
    public Guid? Uuid { get; init; }

    public required ImmutableArray<QueueDescription> Queues { get; init; }

    public required ImmutableArray<FormatDescription> Formats { get; init; }

    /// <summary>What program_save writes; null where there is no format.</summary>
    public FormatDescription? SavedFormat => Formats.IsEmpty ? null : Formats[0];

    public required ImmutableArray<MemoryDescription> Memories { get; init; }

    public ulong MemoryBytes { get; init; }

    public ulong MaxBufferBytes { get; init; }

    public ulong MaxArgumentBytes { get; init; }

    public ulong MaxMapBytes { get; init; }

    public uint BufferAlignment { get; init; } = 1;

    public uint OffsetAlignment { get; init; } = 1;

    public uint MapAlignment { get; init; } = 1;

    public uint ImportAlignment { get; init; } = 1;

    /// <summary>Bit (1 &lt;&lt; kind) for every kind of memory that can be imported.</summary>
    public uint ImportKinds { get; init; }

    public uint ExportKinds { get; init; }

    /// <summary>Bit (1 &lt;&lt; <see cref="ArgumentKind"/>) for the kinds beside buffers.</summary>
    public uint ArgumentKinds { get; init; }

    /// <summary>Opens at one time in this process; 0 = any.</summary>
    public uint MaxOpens { get; init; }

    public uint VendorId { get; init; }

    public uint DeviceId { get; init; }

    public bool Is(DeviceFlags flag) => (Flags & flag) == flag;

    public bool Takes(ArgumentKind kind) => kind is ArgumentKind.Buffer or ArgumentKind.Absent || (ArgumentKinds & (1u << (int)kind)) != 0;
}

/// <summary>A queue that can be opened. <paramref name="Flags"/> are <c>TG_QUEUE_*</c>.</summary>
public sealed record QueueDescription(uint Flags, uint Engine, uint MaxPending, uint Priorities);

/// <summary>A format of compiled bytes that the device takes beside graphs.</summary>
public sealed record FormatDescription(string Name, string? Note, uint MinVersion, uint MaxVersion);

/// <summary>A kind of memory that buffers can come from; the first is the default. <paramref name="Flags"/> are <c>TG_MEMORY_*</c>.</summary>
public sealed record MemoryDescription(string Name, string? Note, ulong Bytes, uint Flags);
