// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Tengen.Conformance.Reports;
using Tengen.Host;

namespace Tengen.Conformance.Inventory;

/// <summary>What a device says of itself that results may depend on, in its own words. Nobody checks them.</summary>
public sealed record DeviceIdentity
{
    public required string Name { get; init; }

    public required string Vendor { get; init; }

    /// <summary>Name and version of the driver below.</summary>
    public required string Driver { get; init; }

    /// <summary>Where it sits: PCI address, socket, host.</summary>
    public required string Location { get; init; }

    /// <summary>Stands for stepping, driver, firmware and the plugin's build: changes whenever results or compiled bytes may.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>cpu, gpu, npu, fpga or other.</summary>
    public required string Kind { get; init; }

    /// <summary>Stable over reboots; null when it has none.</summary>
    public Guid? Uuid { get; init; }

    /// <summary>PCI vendor, 0 = none.</summary>
    public uint VendorId { get; init; }

    /// <summary>PCI device, 0 = none.</summary>
    public uint DeviceId { get; init; }

    /// <summary>SHA-256 of its capability sheet; null when it has none.</summary>
    public string? SheetSha256 { get; init; }

    /// <summary>Letters of a name that are kept.</summary>
    private const int Longest = 1000;

    internal static DeviceIdentity Of(DeviceDescription device) => new()
    {
        Name = PlainText.Line(device.Name, Longest),
        Vendor = PlainText.Line(device.Vendor, Longest),
        Driver = PlainText.Line(device.Driver, Longest),
        Location = PlainText.Line(device.Location, Longest),
        Fingerprint = PlainText.Line(device.Fingerprint, Longest),
        Kind = device.Kind.ToString().ToLowerInvariant(),
        Uuid = device.Uuid,
        VendorId = device.VendorId,
        DeviceId = device.DeviceId,
        SheetSha256 = device.Sheet is { } sheet ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sheet))) : null,
    };
}
