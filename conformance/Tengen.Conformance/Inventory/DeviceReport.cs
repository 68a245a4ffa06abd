// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Conformance.Inventory;

/// <summary>A device of a plugin in words: what <c>tengen devices</c> prints.</summary>
public sealed unsafe record DeviceReport
{
    public required int Index { get; init; }

    public required string Name { get; init; }

    public required string Vendor { get; init; }

    public required string Driver { get; init; }

    public required string Location { get; init; }

    /// <summary>cpu, gpu, npu, fpga or other.</summary>
    public required string Kind { get; init; }

    /// <summary>T0 blocking, T1 asynchronous, or T2: asynchronous with timelines, which only an open device tells.</summary>
    public required string Tier { get; init; }

    /// <summary>True when speed means nothing.</summary>
    public required bool Simulated { get; init; }

    /// <summary>Bytes; 0 when the device does not say.</summary>
    public required ulong Memory { get; init; }

    public required int Queues { get; init; }

    public required string Fingerprint { get; init; }

    public required string Note { get; init; }

    internal static DeviceReport Of(PluginLibrary library, DeviceDescription device, DeviceOptions options) => new()
    {
        Index = device.Index,
        Name = device.Name,
        Vendor = device.Vendor,
        Driver = device.Driver,
        Location = device.Location,
        Kind = device.Kind.ToString().ToLowerInvariant(),
        Tier = !device.Is(DeviceFlags.Async) ? "T0" : HasTimelines(library, device, options) ? "T2" : "T1",
        Simulated = device.Is(DeviceFlags.Simulated),
        Memory = device.MemoryBytes,
        Queues = device.Queues.Length,
        Fingerprint = device.Fingerprint,
        Note = device.Note ?? "",
    };

    /// <summary>A device that does not open, because others have it, has none that this process could use.</summary>
    private static bool HasTimelines(PluginLibrary library, DeviceDescription device, DeviceOptions options)
    {
        if (library.Api.extension == null || !device.Is(DeviceFlags.Waits))
            return false;
        try
        {
            using var open = library.Open(device.Index, options);
            using var timeline = Timeline.Create(open);
            return true;
        }
        catch (TengenException)
        {
            return false;
        }
    }
}
