// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>The OUT rule for shorter structs: one of 1.0 is filled and nothing behind it, a shorter one is refused.</summary>
internal static unsafe class AnswerCases
{
    private const byte Poison = 0xA5;

    public static ContractCase[] All { get; } =
    [
        Case<tg_device_info>("device-info", (device, room, to) =>
        {
            var probe = new tg_probe { size = (uint)sizeof(tg_probe), index = (uint)device.Description.Index, host = device.Host.Table, options = device.Target.Options(room) };
            return device.Api.device_info(&probe, (tg_device_info*)to, device.Error);
        }),
        Case<tg_buffer_info>("buffer-alloc", (device, _, to) =>
        {
            var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = 16 };
            var status = device.Api.buffer_alloc(device.Handle, &desc, (tg_buffer_info*)to, device.Error);
            if (status == Tg.TG_OK)
                device.Free(((tg_buffer_info*)to)->buffer);
            return status;
        }),
        Case<tg_program_info>("program-info", (device, _, to) =>
        {
            using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
            Broken.Unless(RawQuery.Create(device, native.Pointer, out var program) == Tg.TG_OK, "TG-P-31", $"claimed, then not compiled: {device.Text}");
            var ask = new tg_program_query { size = (uint)sizeof(tg_program_query) };
            var status = device.Api.program_info(program, &ask, (tg_program_info*)to, device.Error);
            ClaimedWork.Destroy(device, program);
            return status;
        }),
        new("structs/answer-of-graph-query", ["TG-P-8", "TG-P-33"], ContractCase.Nothing, Support),
    ];

    private delegate int Ask(RawDevice device, NativeRoom room, nint to);

    private static ContractCase Case<T>(string name, Ask ask) where T : unmanaged => new($"structs/answer-of-{name}", ["TG-P-8"], ContractCase.Nothing, (target, room) =>
    {
        using var device = new RawDevice(target, room, 1);
        var least = Sizes.Least<T>();
        var bytes = room.Bytes(sizeof(T) + 64);
        foreach (var size in new[] { 0u, 8u, least - 4, least + 2 })
        {
            new Span<byte>(bytes, sizeof(T) + 64).Clear();
            *(uint*)bytes = size;
            var refused = ask(device, room, (nint)bytes);
            Broken.Unless(refused == Tg.TG_INVALID_ARGUMENT, "TG-P-8", $"{name} into a struct of size {size} answered {new Status(refused)}, not INVALID_ARGUMENT");
        }
        new Span<byte>(bytes, sizeof(T) + 64).Fill(Poison);
        *(uint*)bytes = least;
        var status = ask(device, room, (nint)bytes);
        Broken.Unless(status == Tg.TG_OK, "TG-P-8", $"{name} into a struct as large as in 1.0 answered {new Status(status)}: {device.Text}");
        Broken.Unless(*(uint*)bytes == least, "TG-P-8", $"{name} wrote {*(uint*)bytes} over the caller's size {least}");
        Broken.Unless(!new Span<byte>(bytes + least, sizeof(T) + 64 - (int)least).ContainsAnyExcept(Poison), "TG-P-8", $"{name} wrote behind the caller's struct of {least} bytes");
    });

    private static void Support(RawTarget target, NativeRoom room)
    {
        const int Tail = 16;
        using var device = new RawDevice(target, room, 1);
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        var stride = (uint)sizeof(tg_support) + Tail;
        var bytes = room.Bytes((int)stride + 8);
        new Span<byte>(bytes, (int)stride + 8).Fill(Poison);
        var query = new tg_query { size = (uint)sizeof(tg_query), graph = native.Pointer, support = (tg_support*)bytes, support_stride = stride };
        var status = device.Api.graph_query(device.Handle, &query, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-33", $"graph_query into wider elements answered {new Status(status)}: {device.Text}");
        Broken.Unless(!new Span<byte>(bytes + sizeof(tg_support), Tail).ContainsAnyExcept((byte)0), "TG-P-8", "graph_query left the tail of a wider element as it was; what it does not know becomes zero");
        Broken.Unless(!new Span<byte>(bytes + stride, 8).ContainsAnyExcept(Poison), "TG-P-8", "graph_query wrote behind the last element");
        query.support_stride = Sizes.Least<tg_support>() - 8;
        status = device.Api.graph_query(device.Handle, &query, device.Error);
        Broken.Unless(status == Tg.TG_INVALID_ARGUMENT, "TG-P-8", $"graph_query into elements narrower than in 1.0 answered {new Status(status)}, not INVALID_ARGUMENT");
    }
}
