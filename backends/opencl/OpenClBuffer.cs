// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Silk.NET.OpenCL;
using Tengen.Backends.OpenCl.Devices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl;

/// <summary>A cl_mem; mapped through the device's queue of transfers.</summary>
internal sealed unsafe class OpenClBuffer : DeviceBuffer
{
    private const int Empty = 64;

    private readonly OpenClDevice _device;
    private readonly Dictionary<(long Offset, long Bytes, MapAccess Access), Stack<nint>> _mapped = [];
    private readonly byte* _nothing;

    public OpenClBuffer(OpenClDevice device, long bytes) : base(bytes)
    {
        _device = device;
        Memory = device.Session.Allocate(bytes, null, MemFlags.ReadWrite | MemFlags.AllocHostPtr);
        _nothing = (byte*)NativeMemory.AlignedAlloc(Empty, Empty);
    }

    public nint Memory { get; }

    public override byte* Map(long offset, long bytes, MapAccess access, bool discard)
    {
        if (bytes == 0)
            return _nothing;
        var flags = discard && access == MapAccess.Write ? MapFlags.WriteInvalidateRegion
            : (access.HasFlag(MapAccess.Read) ? MapFlags.Read : 0) | (access.HasFlag(MapAccess.Write) ? MapFlags.Write : 0);
        int error;
        var pointer = (nint)Driver.Api.EnqueueMapBuffer(_device.Mappings, Memory, true, flags, (nuint)offset, (nuint)bytes, 0, null, null, &error);
        Driver.Check(error, "clEnqueueMapBuffer");
        if (!_mapped.TryGetValue((offset, bytes, access), out var open))
            _mapped[(offset, bytes, access)] = open = new();
        open.Push(pointer);
        return (byte*)pointer;
    }

    public override void Unmap(long offset, long bytes, MapAccess access)
    {
        if (bytes == 0)
            return;
        Driver.Check(Driver.Api.EnqueueUnmapMemObject(_device.Mappings, Memory, (void*)_mapped[(offset, bytes, access)].Pop(), 0, null, null), "clEnqueueUnmapMemObject");
        Driver.Check(Driver.Api.Finish(_device.Mappings), "clFinish");
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var pointer in _mapped.Values.SelectMany(open => open))
            _ = Driver.Api.EnqueueUnmapMemObject(_device.Mappings, Memory, (void*)pointer, 0, null, null);
        _ = Driver.Api.Finish(_device.Mappings);
        _ = Driver.Api.ReleaseMemObject(Memory);
        NativeMemory.AlignedFree(_nothing);
        base.Dispose(disposing);
    }
}
