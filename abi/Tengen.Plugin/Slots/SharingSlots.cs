// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary><c>buffer_import</c>, <c>buffer_export</c></summary>
internal static unsafe class SharingSlots
{
    private const uint KnownFlags = Tg.TG_BUFFER_HOST_VISIBLE | Tg.TG_BUFFER_ADDRESSABLE | Tg.TG_BUFFER_PROTECTED;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Import(tg_device* handle, tg_import* desc, tg_buffer_info* target, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_import");
            Wire.CheckOut(target, "tg_buffer_info");
            Wire.Known(given.flags, KnownFlags, "tg_import.flags");
            Wire.Zero(given.reserved, "tg_import.reserved");
            var device = Handles.Devices.Get((nuint)handle);
            device.State.ThrowIfLost();
            var kind = Kind(given.kind, device.Info.ImportKinds, "imported");
            if (given.bytes > long.MaxValue || given.offset > long.MaxValue - given.bytes)
                throw new PluginException(Status.InvalidArgument, "TG-P-27", $"{given.bytes} bytes at offset {given.offset} exceed 2^63 - 1");
            if (kind == MemoryKinds.HostPointer && (given.handle == 0 || (given.handle + given.offset) % (ulong)device.Info.ImportAlignment != 0))
                throw new PluginException(Status.InvalidArgument, "TG-H-18", $"host pointer 0x{given.handle:x} + {given.offset} is NULL or no multiple of {device.Info.ImportAlignment}");
            var buffer = device.Import(new ImportRequest(kind, given.handle, (long)given.offset, (long)given.bytes, (BufferFlags)given.flags));
            Wire.Write(target, BufferSlots.Publish(device, buffer, given.flags, given.bytes));
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    internal static int Export(tg_buffer* handle, tg_export* desc, tg_exported* target, tg_error* error)
    {
        try
        {
            var given = Wire.Read(desc, "tg_export");
            Wire.CheckOut(target, "tg_exported");
            var buffer = Handles.Buffers.Get((nuint)handle);
            var exported = buffer.Export(Kind(given.kind, buffer.Owner.Info.ExportKinds, "exported"));
            Wire.Write(target, new tg_exported
            {
                kind = given.kind, handle = exported.Handle, offset = (ulong)exported.Offset, bytes = (ulong)exported.Bytes,
            });
            return Tg.TG_OK;
        }
        catch (Exception exception)
        {
            return Guard.Explain(exception, error);
        }
    }

    private static MemoryKinds Kind(uint kind, MemoryKinds offered, string verb)
    {
        if (kind is 0 or > Tg.TG_MEMORY_WIN32)
            Wire.ThrowTooNew("the memory kind");
        var set = (MemoryKinds)(1u << (int)kind);
        return (offered & set) != 0 ? set : throw new PluginException(Status.Unsupported, "kit:memory_kind", $"memory of kind {set} cannot be {verb} here; offered: {offered}");
    }
}
