// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Silk.NET.OpenCL;
using Tengen.Plugin;
using DeviceInfo = Silk.NET.OpenCL.DeviceInfo;

namespace Tengen.Backends.OpenCl.Devices;

/// <summary>OpenCL calls whose failures are exceptions. Stateless; any thread.</summary>
internal static unsafe class Driver
{
    private const int OutOfResources = -5, OutOfHostMemory = -6, MemObjectAllocationFailure = -4, InvalidBufferSize = -61, DeviceNotAvailable = -2;

    private static readonly Lazy<CL> Loaded = new(CL.GetApi);

    /// <exception cref="FileNotFoundException">There is no OpenCL loader.</exception>
    public static CL Api => Loaded.Value;

    /// <summary>Throws what an OpenCL error means to a host.</summary>
    public static void Check(int error, string call)
    {
        if (error != 0)
            throw Failure(error, call);
    }

    /// <summary>A driver that cannot go on, whatever the reason.</summary>
    public static PluginException Lost(int error, string call) =>
        new(Status.DeviceLost, $"opencl:{call}", $"{call} answered {(ErrorCodes)error} ({error}); after that OpenCL promises nothing of a context", error);

    public static PluginException Failure(int error, string call)
    {
        var status = error switch
        {
            OutOfResources or OutOfHostMemory or MemObjectAllocationFailure or InvalidBufferSize => Status.OutOfMemory,
            DeviceNotAvailable => Status.DeviceLost,
            _ => Status.Internal,
        };
        return new PluginException(status, $"opencl:{call}", $"{call} answered {(ErrorCodes)error} ({error})", error);
    }

    public static string Text(nint device, DeviceInfo what)
    {
        nuint size;
        Check(Api.GetDeviceInfo(device, what, 0, null, &size), "clGetDeviceInfo");
        var bytes = new byte[(int)size];
        fixed (byte* to = bytes)
            Check(Api.GetDeviceInfo(device, what, size, to, null), "clGetDeviceInfo");
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
    }

    /// <summary>A number of a device; 0 where the driver does not know the question.</summary>
    public static T Number<T>(nint device, DeviceInfo what) where T : unmanaged
    {
        T value = default;
        return Api.GetDeviceInfo(device, what, (nuint)sizeof(T), &value, null) == 0 ? value : default;
    }

    public static string PlatformText(nint platform, PlatformInfo what)
    {
        nuint size;
        Check(Api.GetPlatformInfo(platform, what, 0, null, &size), "clGetPlatformInfo");
        var bytes = new byte[(int)size];
        fixed (byte* to = bytes)
            Check(Api.GetPlatformInfo(platform, what, size, to, null), "clGetPlatformInfo");
        return Encoding.UTF8.GetString(bytes).TrimEnd('\0').Trim();
    }

    /// <summary>A range of a buffer as a buffer; the caller releases it.</summary>
    public static nint Part(nint memory, long offset, long bytes)
    {
        int error;
        var region = stackalloc nuint[] { (nuint)offset, (nuint)bytes };
        var part = Api.CreateSubBuffer(memory, MemFlags.ReadWrite, BufferCreateType.Region, region, &error);
        Check(error, "clCreateSubBuffer");
        return part;
    }
}
