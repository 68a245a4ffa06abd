// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>Compiled bytes: what was saved makes the same program, what is damaged is refused, and blob_check agrees.</summary>
internal static unsafe class SavedCases
{
    private static readonly Func<RawTarget, string?> SaveSlot = target => target.Library.Api.program_save != null ? null : "the device saves no programs";

    public static ContractCase[] All { get; } =
    [
        new("saved/again", ["TG-P-48"], SaveSlot, Again),
        new("saved/damaged", ["TG-P-40", "TG-P-48"], SaveSlot, Damaged),
    ];

    private static void Again(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new RawWork(device, room);
        var bytes = Saved(device, work.Program);
        var verdict = Verdict(device, room, bytes);
        Broken.Unless(verdict is null or Tg.TG_BLOB_OPTIMAL or Tg.TG_BLOB_RECOMPILE, "TG-P-48", $"blob_check answered {verdict} for what the same device has just saved");
        var status = Load(device, room, bytes, Format(device), out var loaded);
        Broken.Unless(status == Tg.TG_OK && loaded != null, "TG-P-48", $"program_create of what the same device has just saved answered {new Status(status)}: {device.Text}");
        tg_buffer* a = work.Cell(3), b = work.Cell(4), sum = work.Cell(0);
        var desc = work.Add(a, b, sum);
        desc.program = loaded;
        device.Ledgers[0].Submit(desc);
        device.Ledgers[0].Settle();
        var value = work.Read(sum, "TG-P-48");
        Broken.Unless(value.Equals(7f), "TG-P-48", $"3 + 4 by a program made from saved bytes gave {value}");
        Destroy(device, loaded);
        work.Free();
    }

    private static void Damaged(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new RawWork(device, room);
        var bytes = Saved(device, work.Program);
        foreach (var length in new[] { 0, 1, 7, bytes.Length / 3, bytes.Length / 2, bytes.Length - 1 }.Where(length => length < bytes.Length).Distinct())
            Refused(device, room, bytes[..length], Format(device), $"{length} of {bytes.Length} bytes");
        for (var place = 0; place < bytes.Length; place += Math.Max(1, bytes.Length / 64))
        {
            byte[] flipped = [.. bytes];
            flipped[place] ^= 0x55;
            Answered(device, room, flipped, $"bytes of which one, {place} of {bytes.Length}, was flipped");
        }
        var status = Load(device, room, bytes, "tengen.no-such-format", out var loaded);
        Broken.Unless(status == Tg.TG_INCOMPATIBLE && loaded == null, "TG-P-40", $"program_create of a format that the device does not name answered {new Status(status)}, not INCOMPATIBLE");
        work.Free();
    }

    private static void Refused(RawDevice device, NativeRoom room, byte[] bytes, string format, string what)
    {
        var status = Load(device, room, bytes, format, out var loaded);
        Broken.Unless(status is Tg.TG_INVALID_ARGUMENT or Tg.TG_INCOMPATIBLE && loaded == null, "TG-P-40", $"program_create of {what} answered {new Status(status)}, not INVALID_ARGUMENT or INCOMPATIBLE");
    }

    /// <summary>Damage that no rule obliges to find may make a program; nothing else but a refusal may come of it, and blob_check must not promise less.</summary>
    private static void Answered(RawDevice device, NativeRoom room, byte[] bytes, string what)
    {
        var status = Load(device, room, bytes, Format(device), out var loaded);
        Broken.Unless(status is Tg.TG_OK or Tg.TG_INVALID_ARGUMENT or Tg.TG_INCOMPATIBLE, "TG-P-40", $"program_create of {what} answered {new Status(status)}, not INVALID_ARGUMENT or INCOMPATIBLE");
        if (status != Tg.TG_OK)
            return;
        Destroy(device, loaded);
        Broken.Unless(Verdict(device, room, bytes) is not Tg.TG_BLOB_UNUSABLE, "TG-P-48", $"blob_check answered UNUSABLE for {what}, program_create took them");
    }

    private static string Format(RawDevice device) =>
        device.Description.SavedFormat?.Name ?? throw new Broken("TG-P-48", "the device saves programs and names no format of compiled bytes");

    private static byte[] Saved(RawDevice device, tg_program* program)
    {
        var sink = new MemoryStream();
        var handle = GCHandle.Alloc(sink);
        try
        {
            var save = new tg_save { size = (uint)sizeof(tg_save), write = &Write, write_ctx = (void*)GCHandle.ToIntPtr(handle) };
            var status = device.Api.program_save(program, &save, device.Error);
            if (status == Tg.TG_UNSUPPORTED)
                throw new NotOffered("program_save", $"the device saves no programs: {device.Text}");
            Broken.Unless(status == Tg.TG_OK, "TG-P-48", $"program_save answered {new Status(status)}: {device.Text}");
            Broken.Unless(sink.Length > 0, "TG-P-48", "program_save answered OK and wrote nothing");
            return sink.ToArray();
        }
        finally
        {
            handle.Free();
        }
    }

    private static int Load(RawDevice device, NativeRoom room, byte[] bytes, string format, out tg_program* program)
    {
        var desc = new tg_program_desc
        {
            size = (uint)sizeof(tg_program_desc),
            bytes = room.Array<byte>(bytes),
            byte_count = (ulong)bytes.Length,
            format = room.Text(format),
            weight_stride = (uint)sizeof(tg_value),
        };
        tg_program* made = null;
        var status = device.Api.program_create(device.Handle, &desc, &made, device.Error);
        program = made;
        return status;
    }

    private static void Destroy(RawDevice device, tg_program* program)
    {
        var release = RawDevice.Release();
        Broken.Unless(device.Api.program_destroy(program, &release, device.Error) == Tg.TG_OK, "TG-P-22", $"program_destroy: {device.Text}");
    }

    private static uint? Verdict(RawDevice device, NativeRoom room, byte[] bytes)
    {
        if (device.Api.blob_check == null)
            return null;
        var blob = new tg_blob
        {
            size = (uint)sizeof(tg_blob),
            index = (uint)device.Description.Index,
            host = device.Host.Table,
            bytes = room.Array<byte>(bytes),
            format = room.Text(Format(device)),
            byte_count = (ulong)bytes.Length,
        };
        uint verdict;
        var status = device.Api.blob_check(&blob, &verdict, device.Error);
        if (status == Tg.TG_UNSUPPORTED)
            return null;
        Broken.Unless(status == Tg.TG_OK && verdict <= Tg.TG_BLOB_RECOMPILE, "TG-P-48", $"blob_check answered {new Status(status)}, verdict {verdict}: {device.Text}");
        return verdict;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(void* context, void* bytes, ulong count)
    {
        ((MemoryStream)GCHandle.FromIntPtr((nint)context).Target!).Write(new ReadOnlySpan<byte>(bytes, checked((int)count)));
        return Tg.TG_OK;
    }
}
