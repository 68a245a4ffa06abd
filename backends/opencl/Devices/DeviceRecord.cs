// SPDX-License-Identifier: Apache-2.0
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Plans;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>A device as its driver describes it; nothing is opened.</summary>
internal sealed record DeviceRecord
{
    private const ulong Denormals = 1, CorrectDivide = 1 << 7;

    public required nint Device { get; init; }

    public required string Platform { get; init; }

    public required string Name { get; init; }

    public required string Vendor { get; init; }

    public required string DriverVersion { get; init; }

    public required string Version { get; init; }

    public required DeviceType Type { get; init; }

    public required long MemoryBytes { get; init; }

    public required long MaxBufferBytes { get; init; }

    public required int VendorId { get; init; }

    public required Traits Traits { get; init; }

    /// <summary>Null for a device that cannot compile kernels.</summary>
    public static DeviceRecord? Read(nint platform, nint device)
    {
        if (Driver.Number<int>(device, DeviceInfo.Available) == 0 || Driver.Number<int>(device, DeviceInfo.CompilerAvailable) == 0)
            return null;
        var type = (DeviceType)Driver.Number<ulong>(device, DeviceInfo.Type);
        var single = Driver.Number<ulong>(device, DeviceInfo.SingleFPConfig);
        return new DeviceRecord
        {
            Device = device,
            Platform = Driver.PlatformText(platform, PlatformInfo.Name),
            Name = Driver.Text(device, DeviceInfo.Name),
            Vendor = Driver.Text(device, DeviceInfo.Vendor),
            DriverVersion = Driver.Text(device, (DeviceInfo)0x102D),
            Version = Driver.Text(device, DeviceInfo.Version),
            Type = type,
            MemoryBytes = Driver.Number<long>(device, DeviceInfo.GlobalMemSize),
            MaxBufferBytes = Driver.Number<long>(device, DeviceInfo.MaxMemAllocSize),
            VendorId = Driver.Number<int>(device, DeviceInfo.VendorID),
            Traits = new Traits(
                HasDouble: Driver.Number<ulong>(device, DeviceInfo.DoubleFPConfig) != 0,
                HasCorrectDivide: (single & CorrectDivide) != 0,
                HasDenormals: (single & Denormals) != 0,
                PrefersGroups: type.HasFlag(DeviceType.Gpu) && Driver.Number<uint>(device, DeviceInfo.LocalMemType) == 1,
                BufferAlignment: Math.Max(64, Driver.Number<int>(device, DeviceInfo.MemBaseAddrAlign) / 8)),
        };
    }
}
