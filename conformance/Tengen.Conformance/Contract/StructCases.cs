// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Descriptors and answers of submission: sizes, tails, ranges.</summary>
internal static unsafe class StructCases
{
    private const byte Poison = 0xA5;

    private static readonly Func<RawTarget, string?> CopySlot = target => target.Library.Api.copy != null ? null : "the device offers no copy";

    public static ContractCase[] All { get; } =
    [
        new("structs/submission", ["TG-P-7", "TG-P-15"], ContractCase.Nothing, Sizes),
        new("structs/answers-grow", ["TG-P-8"], ContractCase.Nothing, Answers),
        new("structs/timing", ["TG-P-8"], ContractCase.Nothing, Timing),
        new("memory/copy-ranges", ["TG-P-44", "TG-P-28"], CopySlot, Copies),
    ];

    /// <summary>Too short and odd sizes are INVALID_ARGUMENT, longer ones TOO_NEW only when the rest is not zero.</summary>
    private static void Sizes(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        ref readonly var api = ref device.Api;
        Refused(api.execute(device.Handle, null, device.Error), Tg.TG_INVALID_ARGUMENT, "NULL");
        var desc = (tg_execute*)room.Bytes(Tg.TG_MAX_SIZE);
        desc->ticket = 1;
        var first = Abi.Sizes.Least<tg_execute>();
        foreach (var size in new uint[] { 0, 4, first - 4, first + 2, 5000 })
        {
            desc->size = size;
            Refused(api.execute(device.Handle, desc, device.Error), Tg.TG_INVALID_ARGUMENT, $"size {size}");
        }
        desc->size = Tg.TG_MAX_SIZE;
        ((byte*)desc)[Tg.TG_MAX_SIZE - 1] = 1;
        Refused(api.execute(device.Handle, desc, device.Error), Tg.TG_TOO_NEW, "a set byte behind what any minor has");
        desc->size = first;
        desc->flags = 1u << 31;
        Refused(api.execute(device.Handle, desc, device.Error), Tg.TG_TOO_NEW, "an unknown flag");
        device.Ledgers[0].Next = 2;
        var grown = (tg_execute*)room.Bytes(sizeof(tg_execute) + 64);
        grown->size = (uint)sizeof(tg_execute) + 64;
        grown->ticket = device.Ledgers[0].Next;
        var status = api.execute(device.Handle, grown, device.Error);
        Broken.Unless(status is Tg.TG_OK or Tg.TG_PENDING, "TG-P-7", $"execute with a longer descriptor whose further bytes are zero answered {new Status(status)}: {device.Text}");
    }

    private static void Refused(int status, int expected, string what) =>
        Broken.Unless(status == expected, "TG-P-7", $"execute with {what} answered {new Status(status)}, not {new Status(expected)}");

    /// <summary>A longer OUT struct: size stays, what the plugin does not know becomes zero, nothing behind it is touched.</summary>
    private static void Answers(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        Grown(room, sizeof(tg_device_info), "device_info", (bytes, error) =>
        {
            var probe = new tg_probe { size = (uint)sizeof(tg_probe), index = (uint)target.Description.Index, host = device.Host.Table, options = target.Options(room) };
            return device.Api.device_info(&probe, (tg_device_info*)bytes, (tg_error*)error);
        });
        tg_buffer* made = null;
        Grown(room, sizeof(tg_buffer_info), "buffer_alloc", (bytes, error) =>
        {
            var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = 16 };
            var status = device.Api.buffer_alloc(device.Handle, &desc, (tg_buffer_info*)bytes, (tg_error*)error);
            made = ((tg_buffer_info*)bytes)->buffer;
            return status;
        });
        device.Free(made);
        if (device.Api.device_stats != null)
            Grown(room, sizeof(tg_stats), "device_stats", (bytes, error) =>
            {
                var query = new tg_stats_query { size = (uint)sizeof(tg_stats_query) };
                return device.Api.device_stats(device.Handle, &query, (tg_stats*)bytes, (tg_error*)error);
            });
    }

    private static void Grown(NativeRoom room, int known, string slot, Func<nint, nint, int> call)
    {
        const int Tail = 32;
        var bytes = room.Bytes(known + 2 * Tail);
        new Span<byte>(bytes, known + 2 * Tail).Fill(Poison);
        *(uint*)bytes = (uint)(known + Tail);
        var status = call((nint)bytes, 0);
        Broken.Unless(status == Tg.TG_OK, "TG-P-8", $"{slot} into a struct {Tail} bytes longer answered {new Status(status)}");
        Broken.Unless(*(uint*)bytes == (uint)(known + Tail), "TG-P-8", $"{slot} wrote {*(uint*)bytes} over the caller's size {known + Tail}");
        Broken.Unless(!new Span<byte>(bytes + known, Tail).ContainsAnyExcept((byte)0), "TG-P-8", $"{slot} left bytes of the caller's longer struct as they were; what it does not know becomes zero");
        Broken.Unless(!new Span<byte>(bytes + known + Tail, Tail).ContainsAnyExcept(Poison), "TG-P-8", $"{slot} wrote behind the caller's struct of {known + Tail} bytes");
    }

    private static void Timing(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var timing = (tg_timing*)room.Bytes(sizeof(tg_timing) + 8);
        new Span<byte>(timing, sizeof(tg_timing) + 8).Fill(Poison);
        timing->size = (uint)sizeof(tg_timing) + 8;
        device.Ledgers[0].Submit(new tg_execute { timing = timing });
        device.Ledgers[0].Settle();
        Broken.Unless(timing->size == (uint)sizeof(tg_timing) + 8, "TG-P-8", $"the timing's size was overwritten with {timing->size}");
        if ((target.Description.Queues[target.QueueInfo(0)].Flags & Tg.TG_QUEUE_TIMESTAMPS) == 0)
            throw new NotOffered("device.queues", "the queue does not declare TIMESTAMPS");
        Broken.Unless(timing->start_ns <= timing->end_ns, "TG-P-8", $"timing is from {timing->start_ns} to {timing->end_ns} ns");
        Broken.Unless(*(ulong*)(timing + 1) == 0, "TG-P-8", "the tail of a longer tg_timing was left as it was");
    }

    private static void Copies(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        const int Bytes = 96;
        tg_buffer* from = device.Alloc(Bytes), to = device.Alloc(Bytes);
        device.Access(from, Tg.TG_MAP_WRITE, Bytes, bytes => { for (var i = 0; i < Bytes; i++) bytes[i] = (byte)i; });
        device.Access(to, Tg.TG_MAP_WRITE, Bytes, bytes => bytes.Fill(Poison));
        Copy(device, new tg_copy { source = from, destination = to, source_offset = 5, destination_offset = 11, bytes = 40 }, Tg.TG_OK);
        Copy(device, new tg_copy { source = from, destination = to, bytes = 0 }, Tg.TG_OK);
        Copy(device, new tg_copy { source = from, destination = to, source_offset = 60, bytes = 40 }, Tg.TG_INVALID_ARGUMENT);
        Copy(device, new tg_copy { source = from, destination = to, destination_offset = ulong.MaxValue, bytes = 8 }, Tg.TG_INVALID_ARGUMENT);
        device.Access(to, Tg.TG_MAP_READ, Bytes, bytes =>
        {
            for (var i = 0; i < Bytes; i++)
                Broken.Unless(bytes[i] == (i is >= 11 and < 51 ? (byte)(i - 6) : Poison), "TG-P-44", $"after copying 40 bytes to offset 11 byte {i} is {bytes[i]}");
        });
        device.Free(from);
        device.Free(to);
    }

    private static void Copy(RawDevice device, tg_copy desc, int expected)
    {
        desc.size = (uint)sizeof(tg_copy);
        var ledger = device.Ledgers[0];
        desc.ticket = ledger.Next++;
        var status = device.Api.copy(device.Handle, &desc, device.Error);
        Broken.Unless(expected == Tg.TG_OK ? status is Tg.TG_OK or Tg.TG_PENDING : status == expected, expected == Tg.TG_OK ? "TG-P-44" : "TG-P-28",
            $"copy of {desc.bytes} bytes from offset {desc.source_offset} to {desc.destination_offset} answered {new Status(status)}: {device.Text}");
        if (status == Tg.TG_PENDING)
            ledger.Expect(desc.ticket);
        ledger.Settle();
    }
}
