// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Conformance.Contract.Allocations;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

/// <summary>
/// The plugin's blocks are counted after every round of making and freeing. What fills up once, such as a cache, grows for some rounds and then no more; a
/// leak grows in every one of the last rounds. For plugins whose own references to the allocator are seen.
/// </summary>
internal static unsafe class BlockCases
{
    private const string Rule = "TG-P-39";
    private const int Rounds = 24;
    private const int Last = 12;

    public static ContractCase[] All { get; } =
    [
        new("leaks/blocks-of-devices", [Rule], ContractCase.Nothing, Devices),
        new("leaks/blocks-of-buffers", [Rule], ContractCase.Nothing, (target, room) => On(target, room, "alloc, map, unmap and free of a buffer", (device, _) =>
        {
            var buffer = device.Alloc(4096);
            device.Access(buffer, Tg.TG_MAP_WRITE, 4096, bytes => bytes.Clear());
            device.Free(buffer);
        })),
        new("leaks/blocks-of-programs", [Rule], ContractCase.Nothing, (target, room) => On(target, room, "query, create and destroy of a program", (device, graph) =>
        {
            RawQuery.Ask(device, graph);
            Broken.Unless(RawQuery.Create(device, graph, out var program) == Tg.TG_OK, "TG-P-31", $"claimed, then not compiled: {device.Text}");
            ClaimedWork.Describe(device, program);
            ClaimedWork.Destroy(device, program);
        })),
        new("leaks/blocks-of-submissions", [Rule], ContractCase.Nothing, Submissions),
        new("leaks/blocks-of-refusals", [Rule], ContractCase.Nothing, (target, room) => On(target, room, "round of refused calls", Refuse)),
    ];

    private delegate void Round(RawDevice device, tg_graph* graph);

    private static void Devices(RawTarget target, NativeRoom room)
    {
        using var watch = Watch(target);
        if (watch.Collects)
            throw new NotOffered(AllocationWatch.Rule, "the plugin's collector gives back what belonged to its threads when it likes: open and close are not to be counted");
        Count("open and close of a device", () =>
        {
            using var device = new RawDevice(target, room, 1);
            device.Ledgers[0].Submit(default);
            device.Ledgers[0].Settle();
        });
    }

    private static void Submissions(RawTarget target, NativeRoom room)
    {
        using var watch = Watch(target);
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var desc = work.Submission();
        Count("submission", () =>
        {
            device.Ledgers[0].Submit(desc);
            device.Ledgers[0].Settle();
        });
        work.Free();
    }

    private static void On(RawTarget target, NativeRoom room, string what, Round round)
    {
        using var watch = Watch(target);
        using var device = new RawDevice(target, room, 1);
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        Count(what, () => round(device, native.Pointer));
    }

    private static void Refuse(RawDevice device, tg_graph* graph)
    {
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = ulong.MaxValue };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        Broken.Unless(device.Api.buffer_alloc(device.Handle, &desc, &info, device.Error) < 0, "TG-P-27", "a buffer of 2^64 - 1 bytes was given");
        var version = graph->nodes[0].version;
        graph->nodes[0].version = 0;
        Broken.Unless(RawQuery.Ask(device, graph) is { IsClaimed: false }, "TG-P-30", "a node of version 0 was claimed");
        Broken.Unless(RawQuery.Create(device, graph, out _) < 0, "TG-P-32", "a node of version 0 compiled");
        graph->nodes[0].version = version;
        Broken.Unless(device.Api.execute(device.Handle, null, device.Error) < 0, "TG-P-7", "execute took no descriptor");
    }

    private static AllocationWatch Watch(RawTarget target)
    {
        var watch = AllocationWatch.Over(target);
        if (watch.IsNative)
            return watch;
        watch.Dispose();
        throw new NotOffered(AllocationWatch.Rule, "the plugin runs in the suite's own runtime: its blocks cannot be told from others");
    }

    private static void Count(string what, Action round)
    {
        var live = new long[Rounds];
        AllocationWatch.Note(true);
        for (var i = 0; i < Rounds; i++)
        {
            round();
            live[i] = AllocationWatch.Live;
        }
        AllocationWatch.Note(false);
        var grown = live.Skip(Rounds - Last - 1).ToArray();
        Broken.Unless(!grown.Zip(grown.Skip(1)).All(pair => pair.Second > pair.First), Rule,
            $"each {what} leaves blocks of memory behind: {grown[0]} lived after {Rounds - Last} rounds, {grown[^1]} after {Rounds}");
    }
}
