// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// The IN rule, slot by slot: NULL, sizes too short, odd and too large, set bytes and flags nobody knows are refused, the object stays, and the
/// same call of a newer host, longer with zeroes, works.
/// </summary>
internal static unsafe class SlotCases
{
    public static ContractCase[] All { get; } = [.. SlotCalls.All.Select(Case)];

    private static ContractCase Case(SlotCalls slot) => new($"structs/{slot.Name}", ["TG-P-7", "TG-P-15"], slot.Needs, (target, room) =>
    {
        using var device = new RawDevice(target, room, 1);
        var desc = room.Bytes(Tg.TG_MAX_SIZE);
        var attempt = slot.Prepare(device, room, (nint)desc);
        Hold(slot.Name, slot.Least, slot.HasFlags, attempt, desc);
        Broken.Unless(device.Handle == null || device.Close() == Tg.TG_OK, "TG-P-15", $"device_close after refused calls of {slot.Name}: {device.Text}");
    });

    private static void Hold(string slot, uint least, bool hasFlags, SlotAttempt attempt, byte* desc)
    {
        void Refused(nint from, int expected, string what)
        {
            var status = attempt.Call(from);
            Broken.Unless(status == expected, "TG-P-7", $"{slot} with {what} answered {new Status(status)}, not {new Status(expected)}");
        }

        var sound = *(uint*)desc;
        Refused(0, Tg.TG_INVALID_ARGUMENT, "NULL");
        foreach (var size in new uint[] { 0, 4, least - 4, least + 2, Tg.TG_MAX_SIZE + 4 })
        {
            *(uint*)desc = size;
            Refused((nint)desc, Tg.TG_INVALID_ARGUMENT, $"size {size}");
        }
        *(uint*)desc = Tg.TG_MAX_SIZE;
        desc[Tg.TG_MAX_SIZE - 1] = 1;
        Refused((nint)desc, Tg.TG_TOO_NEW, "a set byte behind what any minor knows");
        desc[Tg.TG_MAX_SIZE - 1] = 0;
        if (hasFlags)
        {
            *(uint*)desc = sound;
            ((uint*)desc)[1] ^= 1u << 31;
            Refused((nint)desc, Tg.TG_TOO_NEW, "an unknown flag");
            ((uint*)desc)[1] ^= 1u << 31;
        }
        if (attempt.Undo is not { } undo)
            return;
        *(uint*)desc = Tg.TG_MAX_SIZE;
        var answer = attempt.Call((nint)desc);
        Broken.Unless(answer == Tg.TG_OK, "TG-P-7", $"{slot} with a longer descriptor whose further bytes are zero answered {new Status(answer)}");
        undo();
    }
}
