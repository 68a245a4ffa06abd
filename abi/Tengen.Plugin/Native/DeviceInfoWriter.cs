// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin;

/// <summary>A device's description as <c>tg_device_info</c>, in memory that lives as long as the library.</summary>
internal static unsafe class DeviceInfoWriter
{
    public static tg_device_info Write(DeviceInfo info)
    {
        var arena = PermanentArena.Instance;
        var queues = info.Queues.Select(Native).ToArray();
        var formats = info.Formats.Select(format => Native(format, arena)).ToArray();
        var memories = info.Memories.Select(memory => Native(memory, arena)).ToArray();
        var native = new tg_device_info
        {
            flags = (uint)info.Flags,
            name = arena.Text(info.Name),
            vendor = arena.Text(info.Vendor),
            driver = arena.Text(info.Driver),
            location = arena.Text(info.Location),
            fingerprint = arena.Text(info.Fingerprint),
            sheet = arena.Text(info.Sheet),
            queues = arena.Array<tg_queue_info>(queues),
            formats = arena.Array<tg_format_info>(formats),
            memories = arena.Array<tg_memory_info>(memories),
            note = arena.Text(info.Note),
            memory_bytes = (ulong)info.MemoryBytes,
            max_buffer_bytes = (ulong)info.MaxBufferBytes,
            max_argument_bytes = (ulong)info.MaxArgumentBytes,
            max_map_bytes = (ulong)info.MaxMapBytes,
            queue_count = (uint)queues.Length,
            queue_stride = (uint)sizeof(tg_queue_info),
            format_count = (uint)formats.Length,
            format_stride = (uint)sizeof(tg_format_info),
            memory_count = (uint)memories.Length,
            memory_stride = (uint)sizeof(tg_memory_info),
            buffer_alignment = (uint)info.BufferAlignment,
            offset_alignment = (uint)info.OffsetAlignment,
            map_alignment = (uint)info.MapAlignment,
            import_alignment = (uint)info.ImportAlignment,
            import_kinds = (uint)info.ImportKinds,
            export_kinds = (uint)info.ExportKinds,
            arg_kinds = (uint)info.ArgumentKinds,
            max_opens = (uint)info.MaxOpens,
            kind = (uint)info.Kind,
            vendor_id = (uint)info.VendorId,
            device_id = (uint)info.DeviceId,
        };
        info.Uuid.TryWriteBytes(MemoryMarshal.CreateSpan(ref Unsafe.As<byte_array16, byte>(ref native.uuid), 16));
        return native;
    }

    private static tg_queue_info Native(QueueInfo queue) => new()
    {
        flags = (uint)queue.Flags,
        engine = (uint)queue.Engine,
        max_pending = (uint)queue.MaxPending,
        priorities = (uint)queue.Priorities,
    };

    private static tg_format_info Native(FormatInfo format, NativeArena arena) => new()
    {
        name = arena.Text(format.Name),
        note = arena.Text(format.Note),
        min_version = (uint)format.MinVersion,
        max_version = (uint)format.MaxVersion,
    };

    private static tg_memory_info Native(MemoryInfo memory, NativeArena arena) => new()
    {
        name = arena.Text(memory.Name),
        note = arena.Text(memory.Note),
        bytes = (ulong)memory.Bytes,
        flags = (uint)memory.Flags,
    };
}
