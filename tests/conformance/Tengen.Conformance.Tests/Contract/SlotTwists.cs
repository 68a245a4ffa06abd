// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>For every slot: one that takes NULL, one that calls further bytes and flags malformed, one that refuses a newer host.</summary>
internal static unsafe class SlotTwists
{
    public static IEnumerable<Planted> All =>
    [
        .. SlotCases.All.SelectMany(item => Of(item.Name, item.Name["structs/".Length..].Replace('-', '_'))),
        .. new[] { "device_info", "buffer_alloc", "program_info" }.Select(slot => new Planted($"{slot} takes a struct of 8 bytes", $"structs/answer-of-{slot.Replace('_', '-')}", "TG-P-8",
            () => new Twist { Any = (call, pass) => pass() is var status && status == Tg.TG_INVALID_ARGUMENT && call.Slot == slot && *(uint*)call.Out == 8 ? Tg.TG_OK : status })),
        new("graph_query leaves the tails of elements", "structs/answer-of-graph-query", "TG-P-8", () => new Twist { Ask = (desc, pass) =>
        {
            var status = pass();
            if (status == Tg.TG_OK && desc->support_stride > sizeof(tg_support))
                ((byte*)desc->support)[sizeof(tg_support)] = 1;
            return status;
        } }),
    ];

    private static Planted[] Of(string name, string slot) =>
    [
        new($"{slot} takes NULL", name, "TG-P-7", () => new Twist { Any = (call, pass) => call.Slot == slot && call.Desc == 0 ? Tg.TG_OK : pass() }),
        new($"{slot} calls what it does not know malformed", name, "TG-P-7", () => new Twist { Any = (call, pass) => pass() is var status && status == Tg.TG_TOO_NEW && call.Slot == slot ? Tg.TG_INVALID_ARGUMENT : status }),
    ];
}
