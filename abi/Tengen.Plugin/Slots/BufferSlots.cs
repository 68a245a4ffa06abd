// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>buffer_alloc</c>, <c>buffer_free</c>, <c>buffer_map</c>, <c>buffer_unmap</c></summary>
internal static unsafe class BufferSlots
{
    private const uint KnownFlags = Tg.TG_BUFFER_HOST_VISIBLE | Tg.TG_BUFFER_ADDRESSABLE | Tg.TG_BUFFER_PROTECTED;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Alloc(tg_device* handle, tg_buffer_desc* desc, tg_buffer_info* target, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_buffer_desc");
            Wire.CheckOut(target, "tg_buffer_info");
            Wire.Known(given.flags, KnownFlags, "tg_buffer_desc.flags");
            var device = Handles.Devices.Get((nuint)handle);
            device.State.ThrowIfLost();
            Wire.Write(target, Publish(device, device.Allocate(Request(in given, device.Info)), given.flags, given.bytes));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Free(tg_buffer* handle, tg_release* desc, tg_error* error)
    {
        try
        {
            Release.Check(desc);
            var buffer = Handles.Buffers.Remove((nuint)handle);
            buffer.Owner.State.CountBuffer(-1, buffer.Bytes);
            buffer.Dispose();
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Map(tg_buffer* handle, tg_range* desc, void** target, tg_error* error)
    {
        try
        {
            if (target == null)
                throw new PluginException(Status.InvalidArgument, "TG-P-7", "buffer_map was given no place for the pointer");
            var buffer = Handles.Buffers.Get((nuint)handle);
            *target = buffer.BeginAccess(Range(desc, buffer));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Unmap(tg_buffer* handle, tg_range* desc, tg_error* error)
    {
        try
        {
            var buffer = Handles.Buffers.Get((nuint)handle);
            buffer.EndAccess(Range(desc, buffer));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    /// <summary>Gives a new buffer its handle, or frees it when it is not what was asked for.</summary>
    public static tg_buffer_info Publish(Device device, DeviceBuffer buffer, uint flags, ulong asked)
    {
        try
        {
            if ((ulong)buffer.Bytes < asked)
                throw new InvalidOperationException($"The device made a buffer of {buffer.Bytes} bytes for {asked}.");
            if ((flags & Tg.TG_BUFFER_HOST_VISIBLE) != 0 && buffer.HostPointer == null)
                throw new PluginException(Status.Unsupported, "kit:host_visible", $"memory of device '{device.Info.Name}' has no permanent host address; map it");
            if ((flags & Tg.TG_BUFFER_ADDRESSABLE) != 0 && buffer.Address == 0)
                throw new PluginException(Status.Unsupported, "kit:addressable", $"memory of device '{device.Info.Name}' has no device address");
            buffer.Settle(device);
        }
        catch
        {
            buffer.Dispose();
            throw;
        }
        device.State.CountBuffer(1, buffer.Bytes);
        return new tg_buffer_info
        {
            flags = flags,
            buffer = (tg_buffer*)buffer.Handle,
            host = buffer.HostPointer,
            address = buffer.Address,
            bytes = (ulong)buffer.Bytes,
        };
    }

    private static BufferRequest Request(in tg_buffer_desc given, DeviceInfo info)
    {
        var limit = info.MaxBufferBytes > 0 ? (ulong)info.MaxBufferBytes : long.MaxValue;
        if (given.bytes > limit)
            throw new PluginException(Status.OutOfMemory, "TG-P-27", $"a buffer of {given.bytes} bytes is asked for, the largest has {limit}");
        if (given.alignment != 0 && (!BitOperations.IsPow2(given.alignment) || given.alignment > 1u << 30))
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"an alignment of {given.alignment} is no power of two");
        var memory = given.memory == null ? info.Memories[0].Name : Utf8Text.Required(given.memory, "tg_buffer_desc.memory");
        if (info.Memories.All(known => known.Name != memory))
            throw new PluginException(Status.InvalidArgument, "TG-P-7", $"there is no memory '{memory}'; there are {string.Join(", ", info.Memories.Select(known => known.Name))}");
        if ((given.export_kinds & ~(uint)info.ExportKinds) != 0)
            throw new PluginException(Status.Unsupported, "kit:export", $"memory of device '{info.Name}' cannot be exported as asked (0x{given.export_kinds:x})");
        var alignment = Math.Max((int)given.alignment, Math.Max(1, info.BufferAlignment));
        return new BufferRequest((long)given.bytes, alignment, memory, Utf8Text.Optional(given.label), (BufferFlags)given.flags, (MemoryKinds)given.export_kinds);
    }

    private static Mapping Range(tg_range* desc, DeviceBuffer buffer)
    {
        var range = Wire.Read(desc, "tg_range");
        Wire.Known(range.flags, Tg.TG_MAP_READ | Tg.TG_MAP_WRITE | Tg.TG_MAP_DISCARD, "tg_range.flags");
        var access = (MapAccess)(range.flags & (Tg.TG_MAP_READ | Tg.TG_MAP_WRITE));
        var discard = (range.flags & Tg.TG_MAP_DISCARD) != 0;
        if (access == 0 || (discard && (access & MapAccess.Write) == 0))
            throw new PluginException(Status.InvalidArgument, "TG-H-16", $"flags 0x{range.flags:x} are neither READ, WRITE nor both, or DISCARD without WRITE");
        if (range.offset > (ulong)buffer.Bytes || range.bytes > (ulong)buffer.Bytes - range.offset)
            throw new PluginException(Status.InvalidArgument, "TG-P-28", $"{range.bytes} bytes at offset {range.offset} are not within a buffer of {buffer.Bytes}");
        return new Mapping((long)range.offset, (long)range.bytes, access, discard);
    }
}
