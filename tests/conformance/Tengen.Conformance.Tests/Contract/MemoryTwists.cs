// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Buffers and mappings gone wrong.</summary>
internal static unsafe class MemoryTwists
{
    public static IEnumerable<Planted> All =>
    [
        new("buffers of no bytes are refused", "memory/no-bytes", "TG-P-26", () => At("buffer_alloc", (call, pass) => ((tg_buffer_desc*)call.Desc)->bytes == 0 ? Tg.TG_INVALID_ARGUMENT : pass())),
        new("maps of no bytes are refused", "memory/no-bytes", "TG-P-26", () => At("buffer_map", (call, pass) => ((tg_range*)call.Desc)->bytes == 0 ? Tg.TG_INVALID_ARGUMENT : pass())),
        new("sizes that overflow break it down", "memory/sizes-that-overflow", "TG-P-27", () => Failed("buffer_alloc", Tg.TG_INTERNAL)),
        new("what is too large becomes smaller", "memory/sizes-that-overflow", "TG-P-27", () => At("buffer_alloc", (call, pass) => { ((tg_buffer_desc*)call.Desc)->bytes &= 0xFF; return pass(); })),
        new("what is larger than declared is given", "memory/larger-than-declared", "TG-P-27", () => At("buffer_alloc", (call, pass) => { ((tg_buffer_desc*)call.Desc)->bytes &= 0xFF; return pass(); })),
        new("a buffer is one byte short", "memory/at-least-what-was-asked", "TG-P-27", () => At("buffer_alloc", (call, pass) => { var status = pass(); ((tg_buffer_info*)call.Out)->bytes--; return status; })),
        new("an unknown memory breaks it down", "memory/name-unknown", "TG-P-15", () => Failed("buffer_alloc", Tg.TG_INTERNAL)),
        new("ranges outside break it down", "memory/ranges-outside", "TG-P-28", () => Failed("buffer_map", Tg.TG_INTERNAL)),
        new("a refused map gives a pointer", "memory/ranges-outside", "TG-P-15", () => At("buffer_map", (call, pass) => { var status = pass(); *(nint*)call.Out = status < 0 ? 8 : *(nint*)call.Out; return status; })),
        new("a map for nothing is no fault", "memory/map-for-nothing", "TG-H-16", () => Failed("buffer_map", Tg.TG_OK)),
        new("unmap takes everything", "memory/unmap-of-no-mapping", "TG-H-16", () => Failed("buffer_unmap", Tg.TG_OK)),
        new("a byte is lost", "memory/contents-stay", "TG-P-29", () => AfterMap((_, bytes) => bytes[5] ^= 1)),
        new("parts begin one byte late", "memory/parts", "TG-P-29", () => At("buffer_map", (call, pass) => { var status = pass(); *(nint*)call.Out += ((tg_range*)call.Desc)->offset > 0 ? 1 : 0; return status; })),
        new("mapped memory is taken again", "memory/mapping-stays", "TG-P-29", Taken),
        new("one mapping at a time", "memory/two-readers", "TG-P-29", () => Mapped((slot, mapped, pass) => slot == "buffer_map" && mapped > 0 ? Tg.TG_WRONG_STATE : pass())),
        new("all buffers are one", "memory/neighbours", "TG-P-25", One),
        new("a mapped buffer is not freed", "memory/freed-while-mapped", "TG-P-22", () => Mapped((slot, mapped, pass) => slot == "buffer_free" && mapped > 0 ? Tg.TG_WRONG_STATE : pass())),
    ];

    private delegate void BytesTwist(uint flags, byte* bytes);

    private static Twist At(string slot, SlotTwist twist) => new() { Any = (call, pass) => call.Slot == slot ? twist(call, pass) : pass() };

    private static Twist Failed(string slot, int becomes) => At(slot, (_, pass) => pass() is var status && status < 0 ? becomes : status);

    private static Twist AfterMap(BytesTwist change) => At("buffer_map", (call, pass) =>
    {
        var status = pass();
        if (status == Tg.TG_OK)
            change(((tg_range*)call.Desc)->flags, *(byte**)call.Out);
        return status;
    });

    private static Twist Mapped(Func<string, int, Func<int>, int> twist)
    {
        var mapped = 0;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = twist(call.Slot, mapped, pass);
                mapped += status == Tg.TG_OK && call.Slot == "buffer_map" ? 1 : status == Tg.TG_OK && call.Slot == "buffer_unmap" ? -1 : 0;
                return status;
            },
        };
    }

    private static Twist Taken()
    {
        nint last = 0;
        return new Twist
        {
            Any = (call, pass) =>
            {
                var status = pass();
                if (call.Slot == "buffer_map" && status == Tg.TG_OK)
                    last = *(nint*)call.Out;
                if (call.Slot == "buffer_alloc" && last != 0)
                    ((byte*)last)[3] = 0;
                if (call.Slot == "buffer_unmap")
                    last = 0;
                return status;
            },
        };
    }

    private static Twist One()
    {
        nint first = 0;
        return At("buffer_map", (call, pass) =>
        {
            var status = pass();
            if (status == Tg.TG_OK)
                *(nint*)call.Out = first = first == 0 ? *(nint*)call.Out : first;
            return status;
        });
    }
}
