// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

/// <summary>Devices that are lost, and do not behave so.</summary>
internal static unsafe class LossTwists
{
    public static IEnumerable<Planted> All =>
    [
        new("a lost device takes barriers", "loss/in-the-middle", "TG-P-50", () => new Twist { Execute = (desc, pass) => pass() is var status && status == Tg.TG_DEVICE_LOST && desc->program == null ? Tg.TG_OK : status }),
        new("what is lost is reported done", "loss/in-the-middle", "TG-P-18", () => new Twist { Complete = report => report.PassAs(report.Ticket, Tg.TG_OK) }),
        new("nothing can be unmapped any more", "loss/every-slot", "TG-P-22", () => OnceLost("buffer_unmap", Tg.TG_DEVICE_LOST)),
        new("a lost device does not close", "loss/every-slot", "TG-P-23", () => OnceLost("device_close", Tg.TG_INTERNAL)),
        new("memory of a lost device breaks down", "loss/every-slot", "TG-P-50", () => OnceLost("buffer_alloc", Tg.TG_INTERNAL)),
        new("a copy of a lost device is done", "loss/every-slot", "TG-P-50", () => OnceLost("copy", Tg.TG_OK)),
        new("the other queue goes on", "loss/waiters", "TG-P-50", () => new Twist { Execute = (desc, pass) => pass() is var status && status == Tg.TG_DEVICE_LOST && desc->queue == 1 ? Tg.TG_OK : status }),
        new("what waited is never reported", "loss/waiters", "TG-P-18", () => new Twist { Complete = _ => { } }),
        new("a wait for what never comes ends well", "loss/timelines", "TG-P-50", () => new Twist { TimelineWait = (_, pass) => pass() is var status && status == Tg.TG_DEVICE_LOST ? Tg.TG_OK : status }),
        new("a lost timeline moves on", "loss/timelines", "TG-P-46", () => new Twist { TimelineQuery = (value, pass) => { var status = pass(); ++*value; return status; } }),
        new("one loss is the loss of all", "loss/other-opens", "TG-P-50", () => OnceLost("execute", Tg.TG_DEVICE_LOST)),
    ];

    /// <summary>What a slot answers from the first DEVICE_LOST of execute on.</summary>
    private static Twist OnceLost(string slot, int answer)
    {
        var lost = false;
        return new Twist
        {
            Any = (call, pass) =>
            {
                if (lost && call.Slot == slot)
                    return answer;
                var status = pass();
                lost |= call.Slot == "execute" && status == Tg.TG_DEVICE_LOST;
                return status;
            },
        };
    }
}
