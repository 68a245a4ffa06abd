// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>Asks <c>device_info</c> and checks every pointer, count, stride and alignment of the answer (TG-P-13).</summary>
internal static unsafe class DeviceReader
{
    /// <summary>The device's description, or null past the last device with the plugin's reason in <paramref name="why"/>.</summary>
    public static DeviceDescription? Read(PluginLibrary library, int index, DeviceOptions options, out string why)
    {
        using var arena = new NativeArena();
        var probe = new tg_probe
        {
            size = (uint)sizeof(tg_probe),
            index = (uint)index,
            host = library.Host,
            options = NativeOptions.Of(options.Settings, arena),
        };
        var info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        var subject = $"device_info({index}) of '{library.Name}'";
        var error = ErrorBuffer.Fresh();
        var status = library.Api.device_info(&probe, &info, error);
        why = status == Tg.TG_NOT_FOUND ? ErrorBuffer.Text(error) : "";
        if (status == Tg.TG_NOT_FOUND)
            return null;
        ErrorBuffer.Check(status, error, subject);
        if (info.incompat != 0)
            throw new TengenException(Status.Incompatible, subject, "TG-H-15", $"the device asks for features 0x{info.incompat:x} that this host does not know; a newer host is needed");
        return Describe(info, index, subject);
    }

    private static DeviceDescription Describe(in tg_device_info info, int index, string subject) => new()
    {
        Index = index,
        Name = Required(info.name, subject, "name"),
        Vendor = Required(info.vendor, subject, "vendor"),
        Driver = Required(info.driver, subject, "driver"),
        Location = Required(info.location, subject, "location"),
        Fingerprint = Required(info.fingerprint, subject, "fingerprint"),
        Sheet = Utf8.ReadOrNull(info.sheet),
        Note = Utf8.ReadOrNull(info.note),
        Flags = (DeviceFlags)info.flags,
        Kind = info.kind <= Tg.TG_KIND_FPGA ? (DeviceKind)info.kind : DeviceKind.Other,
        Uuid = Uuid(info),
        Queues = Queues(info, subject),
        Formats = Formats(info, subject),
        Memories = Memories(info, subject),
        MemoryBytes = info.memory_bytes,
        MaxBufferBytes = info.max_buffer_bytes,
        MaxArgumentBytes = info.max_argument_bytes,
        MaxMapBytes = info.max_map_bytes,
        BufferAlignment = Alignment(info.buffer_alignment, subject, "buffer_alignment"),
        OffsetAlignment = Alignment(info.offset_alignment, subject, "offset_alignment"),
        MapAlignment = Alignment(info.map_alignment, subject, "map_alignment"),
        ImportAlignment = Alignment(info.import_alignment, subject, "import_alignment"),
        ImportKinds = info.import_kinds,
        ExportKinds = info.export_kinds,
        ArgumentKinds = info.arg_kinds,
        MaxOpens = info.max_opens,
        VendorId = info.vendor_id,
        DeviceId = info.device_id,
    };

    private static ImmutableArray<QueueDescription> Queues(in tg_device_info info, string subject)
    {
        if (info.queue_count == 0)
            throw TengenException.Broken(subject, "TG-P-13", "queue_count is 0, at least one queue is required");
        Told.CheckArray(info.queues, info.queue_count, info.queue_stride, subject, "queues");
        var queues = ImmutableArray.CreateBuilder<QueueDescription>((int)info.queue_count);
        for (var i = 0u; i < info.queue_count; i++)
        {
            var queue = Told.At(info.queues, info.queue_stride, i);
            if (queue.max_pending == 0 || queue.priorities == 0)
                throw TengenException.Broken(subject, "TG-P-13", $"queues[{i}] has max_pending {queue.max_pending} and {queue.priorities} priorities, each is at least 1");
            queues.Add(new QueueDescription(queue.flags, queue.engine, queue.max_pending, queue.priorities));
        }
        return queues.MoveToImmutable();
    }

    private static ImmutableArray<FormatDescription> Formats(in tg_device_info info, string subject)
    {
        Told.CheckArray(info.formats, info.format_count, info.format_stride, subject, "formats");
        var formats = ImmutableArray.CreateBuilder<FormatDescription>((int)info.format_count);
        for (var i = 0u; i < info.format_count; i++)
        {
            var format = Told.At(info.formats, info.format_stride, i);
            formats.Add(new FormatDescription(Required(format.name, subject, $"formats[{i}].name"), Utf8.ReadOrNull(format.note), format.min_version, format.max_version));
        }
        return formats.MoveToImmutable();
    }

    private static ImmutableArray<MemoryDescription> Memories(in tg_device_info info, string subject)
    {
        Told.CheckArray(info.memories, info.memory_count, info.memory_stride, subject, "memories");
        var memories = ImmutableArray.CreateBuilder<MemoryDescription>((int)info.memory_count);
        for (var i = 0u; i < info.memory_count; i++)
        {
            var memory = Told.At(info.memories, info.memory_stride, i);
            memories.Add(new MemoryDescription(Required(memory.name, subject, $"memories[{i}].name"), Utf8.ReadOrNull(memory.note), memory.bytes, memory.flags));
        }
        return memories.MoveToImmutable();
    }

    private static string Required(byte* text, string subject, string member) =>
        text != null ? Utf8.Read(text) : throw TengenException.Broken(subject, "TG-P-13", $"{member} is NULL");

    private static uint Alignment(uint alignment, string subject, string member) =>
        alignment == 0 ? 1
        : BitOperations.IsPow2(alignment) ? alignment
        : throw TengenException.Broken(subject, "TG-P-13", $"{member} is {alignment}, no power of two");

    private static Guid? Uuid(in tg_device_info info)
    {
        fixed (void* first = &info.uuid)
        {
            var bytes = new ReadOnlySpan<byte>(first, 16);
            return bytes.IndexOfAnyExcept((byte)0) < 0 ? null : new Guid(bytes, bigEndian: true);
        }
    }
}
