// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Silk.NET.OpenCL;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>The devices of this process in the loader's order, read once.</summary>
internal static unsafe class DeviceList
{
    private static readonly Lazy<(ImmutableArray<DeviceRecord> Devices, string Why)> Found = new(Read);

    public static ImmutableArray<DeviceRecord> All => Found.Value.Devices;

    /// <summary>Why there is none.</summary>
    public static string Why => Found.Value.Why;

    private static (ImmutableArray<DeviceRecord> Devices, string Why) Read()
    {
        var found = (Devices: ImmutableArray<DeviceRecord>.Empty, Why: "");
        Quiet.Run(() => found = ReadQuietly());
        return found;
    }

    private static (ImmutableArray<DeviceRecord> Devices, string Why) ReadQuietly()
    {
        CL api;
        try
        {
            api = Driver.Api;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DllNotFoundException)
        {
            return ([], "there is no OpenCL loader (libOpenCL.so.1): install ocl-icd-libopencl1 and a driver, such as pocl-opencl-icd");
        }
        uint count;
        if (api.GetPlatformIDs(0, null, &count) != 0 || count == 0)
            return ([], "the OpenCL loader knows no driver: install one, such as pocl-opencl-icd, or look at /etc/OpenCL/vendors");
        var platforms = new nint[count];
        fixed (nint* to = platforms)
            Driver.Check(api.GetPlatformIDs(count, to, null), "clGetPlatformIDs");
        var records = platforms.SelectMany(platform => Of(api, platform)).ToImmutableArray();
        return (records, $"none of {count} OpenCL drivers has a device that compiles kernels");
    }

    private static List<DeviceRecord> Of(CL api, nint platform)
    {
        var records = new List<DeviceRecord>();
        uint count;
        if (api.GetDeviceIDs(platform, DeviceType.All, 0, null, &count) != 0 || count == 0)
            return records;
        var devices = new nint[count];
        fixed (nint* to = devices)
            Driver.Check(api.GetDeviceIDs(platform, DeviceType.All, count, to, null), "clGetDeviceIDs");
        foreach (var device in devices)
            if (DeviceRecord.Read(platform, device) is { } record)
                records.Add(record);
        return records;
    }
}
