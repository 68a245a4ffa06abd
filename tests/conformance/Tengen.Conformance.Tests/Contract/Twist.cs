// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Conformance.Tests.Contract;

internal unsafe delegate int ExecuteTwist(tg_execute* desc, Func<int> pass);

internal unsafe delegate int CopyTwist(tg_copy* desc, Func<int> pass);

internal unsafe delegate int TicketTwist(tg_ticket* desc, Func<int> pass);

internal unsafe delegate int InfoTwist(tg_device_info* info, Func<int> pass);

internal unsafe delegate int PointTwist(tg_timeline_point* point, Func<int> pass);

internal unsafe delegate int CreateTwist(tg_program_desc* desc, Func<int> pass);

internal unsafe delegate int AskTwist(tg_query* desc, Func<int> pass);

internal unsafe delegate int VerdictTwist(uint* verdict, Func<int> pass);

internal unsafe delegate int QueryTwist(ulong* value, Func<int> pass);

/// <summary>A call of a slot: its name as in <c>tg_api</c> and the addresses it was given, 0 where it takes none.</summary>
internal readonly record struct SlotCall(string Slot, nint Self, nint Desc, nint Out, nint Error);

internal delegate int SlotTwist(SlotCall call, Func<int> pass);

/// <summary>One way to be wrong: what happens at a slot in place of the honest call, which <c>pass</c> makes. Null = honest.</summary>
internal sealed class Twist
{
    /// <summary>Around every slot, outside the others.</summary>
    public SlotTwist? Any { get; init; }

    /// <summary>Puts back what the fault changed outside the device; called when the case is over.</summary>
    public Action? After { get; init; }

    public ExecuteTwist? Execute { get; init; }

    public CopyTwist? Copy { get; init; }

    public TicketTwist? Wait { get; init; }

    public TicketTwist? Cancel { get; init; }

    public InfoTwist? Info { get; init; }

    public Func<Func<int>, int>? Open { get; init; }

    public Func<Func<int>, int>? Close { get; init; }

    public Func<Func<int>, int>? Free { get; init; }

    public AskTwist? Ask { get; init; }

    public CreateTwist? Create { get; init; }

    public VerdictTwist? BlobCheck { get; init; }

    public Func<Func<int>, int>? Save { get; init; }

    public Action<TwistedReport>? Complete { get; init; }

    public PointTwist? TimelineSignal { get; init; }

    public PointTwist? TimelineWait { get; init; }

    public QueryTwist? TimelineQuery { get; init; }

    /// <summary>Called with the queue by the thread that is about to add.</summary>
    public Action<int>? Working { get; init; }
}

/// <summary>A report on its way to the host; may be kept and sent later, as often as one likes.</summary>
internal sealed unsafe class TwistedReport(nint host, nint queue, ulong ticket, int status)
{
    public nint Host { get; } = host;

    public nint Queue { get; } = queue;

    public ulong Ticket { get; } = ticket;

    public void Pass() => Pass(Host, Queue, Ticket, status);

    public void Pass(nint host) => Pass(host, Queue, Ticket, status);

    public void PassAs(ulong ticket, int? other = null) => Pass(Host, Queue, ticket, other ?? status);

    public void PassToStranger() => Pass(Host, Queue + 0x100000, Ticket, status);

    private static void Pass(nint host, nint queue, ulong ticket, int status)
    {
        var completion = new tg_completion { size = (uint)sizeof(tg_completion), ticket = ticket, status = status };
        ((tg_host*)host)->complete((tg_host*)host, (void*)queue, &completion);
    }
}
