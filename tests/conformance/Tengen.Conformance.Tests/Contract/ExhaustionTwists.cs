// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Memory that ran out, taken wrongly.</summary>
internal static unsafe class ExhaustionTwists
{
    private static readonly string[] Slots = ["device_info", "device_open", "device_close", "buffer_alloc", "buffer_map", "graph_query", "program_create", "program_info", "execute"];

    public static IEnumerable<Planted> All =>
    [
        .. Slots.Select(slot => new Planted("memory that ran out is an internal error", $"exhaustion/{slot.Replace('_', '-')}", "TG-P-49", () => OutOfMemory(slot, _ => Tg.TG_INTERNAL))),
        new("a submission without memory is answered OK", "exhaustion/execute", "TG-P-49", () => OutOfMemory("execute", _ => Tg.TG_OK)),
        new("a query without memory answers NO", "exhaustion/graph-query", "TG-P-49", () => OutOfMemory("graph_query", call => { ((tg_query*)call.Desc)->support->verdict = Tg.TG_NO; return Tg.TG_OK; })),
        new("a handle is given with the refusal", "exhaustion/program-create", "TG-P-15", () => OutOfMemory("program_create", call => { *(nint*)call.Out = 64; return Tg.TG_OUT_OF_MEMORY; })),
        new("once is for ever", "exhaustion/buffer-alloc", "TG-P-49", ForEver),
    ];

    private static Twist OutOfMemory(string slot, Func<SlotCall, int> then) => new()
    {
        Any = (call, pass) => pass() is var status && status == Tg.TG_OUT_OF_MEMORY && call.Slot == slot ? then(call) : status,
    };

    private static Twist ForEver()
    {
        var over = false;
        return new Twist
        {
            Any = (call, pass) =>
            {
                if (call.Slot != "buffer_alloc")
                    return pass();
                var status = over ? Tg.TG_OUT_OF_MEMORY : pass();
                over |= status == Tg.TG_OUT_OF_MEMORY;
                return status;
            },
        };
    }
}
