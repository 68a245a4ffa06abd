// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Host;

/// <summary>How a buffer is allocated.</summary>
public sealed record BufferOptions
{
    public static readonly BufferOptions Default = new();

    /// <summary>Name of a kind of memory; null = the device's first.</summary>
    public string? Memory { get; init; }

    /// <summary>For traces.</summary>
    public string? Label { get; init; }

    /// <summary><c>TG_BUFFER_*</c>.</summary>
    public uint Flags { get; init; }

    /// <summary>Power of two; 0 = the device's own.</summary>
    public uint Alignment { get; init; }

    public uint ExportKinds { get; init; }
}

/// <summary>What a mapping is for (<c>TG_MAP_*</c>).</summary>
[Flags]
public enum MapAccess : uint
{
    None = 0,
    Read = Tg.TG_MAP_READ,
    Write = Tg.TG_MAP_WRITE,
    Discard = Tg.TG_MAP_DISCARD,
}
