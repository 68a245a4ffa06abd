// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Workers;

/// <summary>A run that goes on would do so on another device than the one it began on.</summary>
/// <param name="there">What that one said of itself.</param>
/// <param name="here">What this one says.</param>
public sealed class OtherDeviceException(DeviceIdentity there, DeviceIdentity here) : Exception($"the run began on another device: {string.Join("; ", Differences(there, here))}")
{
    private static IEnumerable<string> Differences(DeviceIdentity there, DeviceIdentity here)
    {
        (string Name, string? There, string? Here)[] members =
        [
            ("name", there.Name, here.Name),
            ("vendor", there.Vendor, here.Vendor),
            ("driver", there.Driver, here.Driver),
            ("location", there.Location, here.Location),
            ("fingerprint", there.Fingerprint, here.Fingerprint),
            ("kind", there.Kind, here.Kind),
            ("uuid", there.Uuid?.ToString(), here.Uuid?.ToString()),
            ("PCI ids", $"{there.VendorId:x4}:{there.DeviceId:x4}", $"{here.VendorId:x4}:{here.DeviceId:x4}"),
            ("sheet", there.SheetSha256, here.SheetSha256),
        ];
        return members.Where(member => member.There != member.Here).Select(member => $"{member.Name} '{member.There}' there, '{member.Here}' here");
    }
}
