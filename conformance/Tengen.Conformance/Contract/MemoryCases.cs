// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Buffers and mappings: sizes, ranges, contents.</summary>
internal static unsafe class MemoryCases
{
    private const int Bytes = 192;

    public static ContractCase[] All { get; } =
    [
        new("memory/no-bytes", ["TG-P-26"], ContractCase.Nothing, NoBytes),
        new("memory/sizes-that-overflow", ["TG-P-27", "TG-P-15"], ContractCase.Nothing, Overflow),
        new("memory/larger-than-declared", ["TG-P-27"], target => target.Description.MaxBufferBytes is > 0 and < ulong.MaxValue ? null : "the device declares no largest buffer", LargerThanDeclared),
        new("memory/at-least-what-was-asked", ["TG-P-27"], ContractCase.Nothing, AtLeast),
        new("memory/name-unknown", ["TG-P-15"], ContractCase.Nothing, NameUnknown),
        new("memory/ranges-outside", ["TG-P-28", "TG-P-15"], ContractCase.Nothing, RangesOutside),
        new("memory/map-for-nothing", ["TG-H-16"], ContractCase.Nothing, MapForNothing),
        new("memory/unmap-of-no-mapping", ["TG-H-16"], ContractCase.Nothing, UnmapOfNoMapping),
        new("memory/contents-stay", ["TG-P-29"], ContractCase.Nothing, ContentsStay),
        new("memory/parts", ["TG-P-29"], ContractCase.Nothing, Parts),
        new("memory/mapping-stays", ["TG-P-29"], ContractCase.Nothing, MappingStays),
        new("memory/two-readers", ["TG-P-29"], ContractCase.Nothing, TwoReaders),
        new("memory/neighbours", ["TG-P-25"], ContractCase.Nothing, Neighbours),
        new("memory/freed-while-mapped", ["TG-P-22"], ContractCase.Nothing, FreedWhileMapped),
    ];

    private static void NoBytes(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var status = Allocate(device, new tg_buffer_desc(), out var info);
        Broken.Unless(status == Tg.TG_OK && info.buffer != null, "TG-P-26", $"buffer_alloc of no bytes answered {new Status(status)}: {device.Text}");
        var range = new tg_range { flags = Tg.TG_MAP_READ | Tg.TG_MAP_WRITE };
        Broken.Unless(Map(device, info.buffer, range, out _) == Tg.TG_OK, "TG-P-26", $"buffer_map of no bytes was refused: {device.Text}");
        Broken.Unless(Unmap(device, info.buffer, range) == Tg.TG_OK, "TG-P-26", $"buffer_unmap of no bytes was refused: {device.Text}");
        device.Free(info.buffer);
        var buffer = device.Alloc(Bytes);
        range.offset = Bytes;
        Broken.Unless(Map(device, buffer, range, out _) == Tg.TG_OK && Unmap(device, buffer, range) == Tg.TG_OK, "TG-P-26", $"an empty range at the end of a buffer was refused: {device.Text}");
        device.Free(buffer);
    }

    private static void Overflow(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        foreach (var bytes in new[] { ulong.MaxValue, ulong.MaxValue - 63, 1ul << 63, 1ul << 60 })
            TooLarge(device, bytes);
    }

    private static void LargerThanDeclared(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        TooLarge(device, target.Description.MaxBufferBytes + 1);
    }

    private static void TooLarge(RawDevice device, ulong bytes)
    {
        var status = Allocate(device, new tg_buffer_desc { bytes = bytes }, out var info);
        Broken.Unless(status is Tg.TG_OUT_OF_MEMORY or Tg.TG_INVALID_ARGUMENT, "TG-P-27", $"buffer_alloc of {bytes} bytes answered {new Status(status)}, not OUT_OF_MEMORY or INVALID_ARGUMENT");
        Broken.Unless(info.buffer == null, "TG-P-15", $"buffer_alloc of {bytes} bytes answered {new Status(status)} and gave a buffer");
    }

    private static void AtLeast(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        foreach (var bytes in new ulong[] { 1, 63, 64, 65, 4095, 4097, 1 << 20 })
        {
            Broken.Unless(Allocate(device, new tg_buffer_desc { bytes = bytes }, out var info) == Tg.TG_OK, "TG-P-27", $"buffer_alloc of {bytes} bytes: {device.Text}");
            Broken.Unless(info.bytes >= bytes, "TG-P-27", $"buffer_alloc of {bytes} bytes gave {info.bytes}");
            device.Access(info.buffer, Tg.TG_MAP_WRITE, (int)bytes, span => span.Fill(1));
            device.Free(info.buffer);
        }
    }

    private static void NameUnknown(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var status = Allocate(device, new tg_buffer_desc { bytes = Bytes, memory = room.Text("tengen.no-such-memory") }, out var info);
        Broken.Unless(new Status(status).Class == StatusClass.Caller && info.buffer == null, "TG-P-15", $"buffer_alloc from a memory that the device does not name answered {new Status(status)}");
    }

    private static void RangesOutside(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = Exact(device, out var size);
        foreach (var (offset, bytes) in new[] { (0ul, size + 1), (size, 1ul), (size + 1, 0ul), (ulong.MaxValue, 1ul), (8ul, ulong.MaxValue - 4), (1ul << 63, 1ul << 63) })
        {
            var status = Map(device, buffer, new tg_range { flags = Tg.TG_MAP_READ, offset = offset, bytes = bytes }, out var pointer);
            Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-P-28", $"buffer_map of {bytes} bytes at {offset} in a buffer of {size} answered {new Status(status)}, not INVALID_ARGUMENT");
            Broken.Unless(pointer == null, "TG-P-15", "a refused buffer_map gave a pointer");
        }
        device.Free(buffer);
    }

    private static void MapForNothing(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        foreach (var flags in new[] { 0u, Tg.TG_MAP_DISCARD })
        {
            var status = Map(device, buffer, new tg_range { flags = flags, bytes = 8 }, out _);
            Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-H-16", $"buffer_map with neither READ nor WRITE (flags 0x{flags:x}) answered {new Status(status)}, not INVALID_ARGUMENT");
        }
        device.Free(buffer);
    }

    private static void UnmapOfNoMapping(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        var status = Unmap(device, buffer, new tg_range { flags = Tg.TG_MAP_READ, bytes = 8 });
        Broken.Unless(new Status(status).Class == StatusClass.Caller, "TG-H-16", $"buffer_unmap of a range that is not mapped answered {new Status(status)}");
        device.Free(buffer);
    }

    private static void ContentsStay(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        for (var round = 0; round < 3; round++)
        {
            device.Access(buffer, Tg.TG_MAP_WRITE | Tg.TG_MAP_DISCARD, Bytes, bytes => Fill(bytes, round));
            device.Ledgers[0].Submit(default);
            device.Ledgers[0].Settle();
            device.Access(buffer, Tg.TG_MAP_READ, Bytes, bytes => Holds(bytes, round, 0, "what was written before is not what is read"));
        }
        device.Free(buffer);
    }

    private static void Parts(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        device.Access(buffer, Tg.TG_MAP_WRITE, Bytes, bytes => Fill(bytes, 5));
        foreach (var (offset, bytes) in new[] { (0, 1), (1, 7), (64, 64), (Bytes - 3, 3) })
        {
            var range = new tg_range { flags = Tg.TG_MAP_READ, offset = (ulong)offset, bytes = (ulong)bytes };
            Broken.Unless(Map(device, buffer, range, out var pointer) == Tg.TG_OK, "TG-P-29", $"buffer_map of {bytes} bytes at {offset}: {device.Text}");
            Holds(new Span<byte>(pointer, bytes), 5, offset, $"buffer_map of {bytes} bytes at {offset} does not point to them");
            Broken.Unless(Unmap(device, buffer, range) == Tg.TG_OK, "TG-P-29", $"buffer_unmap of {bytes} bytes at {offset}: {device.Text}");
        }
        device.Free(buffer);
    }

    private static void MappingStays(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        var range = new tg_range { flags = Tg.TG_MAP_READ | Tg.TG_MAP_WRITE, bytes = Bytes };
        Broken.Unless(Map(device, buffer, range, out var pointer) == Tg.TG_OK, "TG-P-29", $"buffer_map: {device.Text}");
        Fill(new Span<byte>(pointer, Bytes), 9);
        for (var i = 0; i < 8; i++)
            device.Free(device.Alloc(Bytes));
        Holds(new Span<byte>(pointer, Bytes), 9, 0, "mapped memory changed while other buffers came and went");
        Broken.Unless(Unmap(device, buffer, range) == Tg.TG_OK, "TG-P-29", $"buffer_unmap: {device.Text}");
        device.Access(buffer, Tg.TG_MAP_READ, Bytes, bytes => Holds(bytes, 9, 0, "what was written to a mapping was lost"));
        device.Free(buffer);
    }

    private static void TwoReaders(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        device.Access(buffer, Tg.TG_MAP_WRITE, Bytes, bytes => Fill(bytes, 3));
        tg_range whole = new() { flags = Tg.TG_MAP_READ, bytes = Bytes }, part = new() { flags = Tg.TG_MAP_READ, offset = 64, bytes = 64 };
        Broken.Unless(Map(device, buffer, whole, out var first) == Tg.TG_OK, "TG-P-29", $"buffer_map: {device.Text}");
        Broken.Unless(Map(device, buffer, part, out var second) == Tg.TG_OK, "TG-P-29", $"a second mapping for reading was refused: {device.Text}");
        Holds(new Span<byte>(first, Bytes), 3, 0, "the first of two mappings shows something else");
        Holds(new Span<byte>(second, 64), 3, 64, "the second of two mappings shows something else");
        Broken.Unless(Unmap(device, buffer, whole) == Tg.TG_OK, "TG-P-29", $"buffer_unmap of the first of two: {device.Text}");
        Holds(new Span<byte>(second, 64), 3, 64, "the second of two mappings ended with the first");
        Broken.Unless(Unmap(device, buffer, part) == Tg.TG_OK, "TG-P-29", $"buffer_unmap of the second of two: {device.Text}");
        device.Free(buffer);
    }

    private static void Neighbours(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffers = stackalloc tg_buffer*[8];
        for (var i = 0; i < 8; i++)
            buffers[i] = device.Alloc(Bytes);
        for (var i = 0; i < 8; i++)
            device.Access(buffers[i], Tg.TG_MAP_WRITE, Bytes, bytes => Fill(bytes, i));
        for (var i = 0; i < 8; i++)
            device.Access(buffers[i], Tg.TG_MAP_READ, Bytes, bytes => Holds(bytes, i, 0, $"buffer {i} of 8 holds what was written to another", "TG-P-25"));
        for (var i = 0; i < 8; i++)
            device.Free(buffers[i]);
    }

    private static void FreedWhileMapped(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var buffer = device.Alloc(Bytes);
        Broken.Unless(Map(device, buffer, new tg_range { flags = Tg.TG_MAP_READ, bytes = Bytes }, out _) == Tg.TG_OK, "TG-P-29", $"buffer_map: {device.Text}");
        var status = device.Free(buffer);
        Broken.Unless(status == Tg.TG_OK, "TG-P-22", $"buffer_free, which ends mappings, answered {new Status(status)} for a mapped buffer: {device.Text}");
        status = device.Close();
        Broken.Unless(status == Tg.TG_OK, "TG-P-22", $"device_close after a mapped buffer was freed answered {new Status(status)}: {device.Text}");
    }

    private static int Allocate(RawDevice device, tg_buffer_desc desc, out tg_buffer_info info)
    {
        desc.size = (uint)sizeof(tg_buffer_desc);
        var told = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        var status = device.Api.buffer_alloc(device.Handle, &desc, &told, device.Error);
        info = told;
        return status;
    }

    private static tg_buffer* Exact(RawDevice device, out ulong bytes)
    {
        Broken.Unless(Allocate(device, new tg_buffer_desc { bytes = Bytes }, out var info) == Tg.TG_OK, "TG-P-15", $"buffer_alloc: {device.Text}");
        bytes = info.bytes;
        return info.buffer;
    }

    private static int Map(RawDevice device, tg_buffer* buffer, tg_range range, out void* pointer)
    {
        range.size = (uint)sizeof(tg_range);
        void* given = null;
        var status = device.Api.buffer_map(buffer, &range, &given, device.Error);
        pointer = given;
        return status;
    }

    private static int Unmap(RawDevice device, tg_buffer* buffer, tg_range range)
    {
        range.size = (uint)sizeof(tg_range);
        return device.Api.buffer_unmap(buffer, &range, device.Error);
    }

    private static void Fill(Span<byte> bytes, int round)
    {
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = Element(round, i);
    }

    private static void Holds(ReadOnlySpan<byte> bytes, int round, int first, string text, string rule = "TG-P-29")
    {
        for (var i = 0; i < bytes.Length; i++)
            Broken.Unless(bytes[i] == Element(round, first + i), rule, $"{text}: byte {first + i} is {bytes[i]}, not {Element(round, first + i)}");
    }

    private static byte Element(int round, int index) => (byte)(31 * round + 7 * index + 1);
}
