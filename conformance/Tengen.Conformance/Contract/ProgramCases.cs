// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Conformance.Contract;

using Graph = Tengen.Graph.Graph;

/// <summary>Queries and programs: what is claimed, compiled, told and kept.</summary>
internal static unsafe class ProgramCases
{
    private const byte Poison = 0x5C;

    public static ContractCase[] All { get; } =
    [
        new("program/query-repeatable", ["TG-P-33"], ContractCase.Nothing, QueryRepeatable),
        new("program/names-may-be-null", ["TG-P-33", "TG-P-31"], ContractCase.Nothing, NamesMayBeNull),
        new("program/claims-bind-options", ["TG-P-14", "TG-P-15"], ContractCase.Nothing, Options),
        new("program/nothing-to-make", ["TG-P-15"], ContractCase.Nothing, NothingToMake),
        new("program/two-graphs", ["TG-P-32"], ContractCase.Nothing, TwoGraphs),
        new("program/entry-unknown", ["TG-P-15"], ContractCase.Nothing, EntryUnknown),
        new("program/description", ["TG-P-35"], ContractCase.Nothing, Description),
        new("program/description-repeatable", ["TG-P-35"], ContractCase.Nothing, DescriptionRepeatable),
        new("program/repeatable", ["TG-P-37", "TG-P-25"], ContractCase.Nothing, Repeatable),
        new("program/graph-is-borrowed", ["TG-P-24"], ContractCase.Nothing, GraphIsBorrowed),
        new("program/submission-is-borrowed", ["TG-P-24"], ContractCase.Nothing, SubmissionIsBorrowed),
        new("program/no-elements", ["TG-P-26"], ContractCase.Nothing, NoElements),
        new("program/symbols", ["TG-P-34"], ContractCase.Nothing, Symbols),
        new("program/at-one-time", ["TG-P-38"], ContractCase.Nothing, AtOneTime),
    ];

    private static void QueryRepeatable(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        var first = RawQuery.Ask(device, native.Pointer);
        for (var i = 0; i < 20; i++)
        {
            var again = RawQuery.Ask(device, native.Pointer);
            Broken.Unless(again == first, "TG-P-33", $"graph_query answered {first}, then {again} to the same graph");
            if (i == 5)
                new ClaimedWork(device, room).Free();
        }
    }

    private static void NamesMayBeNull(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        for (var i = 0; i < native.Pointer->value_count; i++)
            native.Pointer->values[i].name = null;
        native.Pointer->nodes[0].name = null;
        var answer = RawQuery.Ask(device, native.Pointer);
        Broken.Unless(answer.IsClaimed, "TG-P-33", $"without names of values and nodes a claimed graph is answered {answer}: {device.Text}");
        var status = RawQuery.Create(device, native.Pointer, out var program);
        Broken.Unless(status == Tg.TG_OK, "TG-P-31", $"without names of values and nodes a claimed graph does not compile: {new Status(status)}: {device.Text}");
        ClaimedWork.Destroy(device, program);
    }

    private static void Options(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        using var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        var unknown = RawOptions.One(room, RawOptions.Unknown);
        var answer = RawQuery.Ask(device, native.Pointer, unknown);
        Broken.Unless(answer.Status == Tg.TG_INVALID_ARGUMENT && device.Text.Contains(RawOptions.Unknown, StringComparison.Ordinal), "TG-P-14",
            $"graph_query with the unknown option '{RawOptions.Unknown}' answered {answer}: '{device.Text}', not INVALID_ARGUMENT that names it");
        var status = RawQuery.Create(device, native.Pointer, out var program, unknown);
        Broken.Unless(status == Tg.TG_INVALID_ARGUMENT && device.Text.Contains(RawOptions.Unknown, StringComparison.Ordinal), "TG-P-14",
            $"program_create with the unknown option '{RawOptions.Unknown}' answered {new Status(status)}: '{device.Text}', not INVALID_ARGUMENT that names it");
        Broken.Unless(program == null, "TG-P-15", "a refused program_create gave a program");
        status = RawQuery.Create(device, native.Pointer, out program, RawOptions.One(room, RawOptions.Hint));
        Broken.Unless(status == Tg.TG_OK, "TG-P-14", $"program_create with an unknown hint answered {new Status(status)}: {device.Text}");
        ClaimedWork.Destroy(device, program);
    }

    private static void NothingToMake(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc) };
        tg_program* program = null;
        var status = device.Api.program_create(device.Handle, &desc, &program, device.Error);
        Broken.Unless(new Status(status).Class is StatusClass.Caller or StatusClass.Declined && program == null, "TG-P-15", $"program_create of no graph and no bytes answered {new Status(status)}");
    }

    private static void TwoGraphs(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var graph = ClaimedGraph.Of(device).Single;
        using var one = new NativeGraph(graph with { Name = "one" });
        using var two = new NativeGraph(graph with { Name = "two" });
        var graphs = stackalloc tg_graph*[] { one.Pointer, two.Pointer };
        var desc = new tg_program_desc { size = (uint)sizeof(tg_program_desc), graphs = graphs, graph_count = 2 };
        tg_program* program = null;
        var status = device.Api.program_create(device.Handle, &desc, &program, device.Error);
        if (status == Tg.TG_UNSUPPORTED && program == null)
            return;
        Broken.Unless(status == Tg.TG_OK && program != null, "TG-P-32", $"program_create of two claimed graphs answered {new Status(status)}, neither OK nor UNSUPPORTED: {device.Text}");
        var entries = ClaimedWork.Describe(device, program).entry_count;
        Broken.Unless(entries == 2, "TG-P-32", $"a program of two graphs has {entries} entries");
        ClaimedWork.Destroy(device, program);
    }

    private static void EntryUnknown(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var info = new tg_program_info { size = (uint)sizeof(tg_program_info) };
        var ask = new tg_program_query { size = (uint)sizeof(tg_program_query), entry = 77 };
        var status = device.Api.program_info(work.Program, &ask, &info, device.Error);
        Broken.Unless(new Status(status).Class == StatusClass.Caller, "TG-P-15", $"program_info of entry 77 answered {new Status(status)}");
        work.Free();
    }

    private static void Description(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var graph = ClaimedGraph.Of(device).Single;
        var work = new ClaimedWork(device, room);
        var info = work.Info;
        Broken.Unless(info.input_count == graph.Inputs.Length && info.output_count == graph.Outputs.Length && info.arg_count - info.input_count - info.output_count <= 1, "TG-P-35",
            $"program_info tells {info.input_count} inputs, {info.output_count} outputs and {info.arg_count} arguments of a graph with {graph.Inputs.Length} and {graph.Outputs.Length}");
        for (var i = 0u; i < info.arg_count; i++)
        {
            var argument = work.Argument(i);
            var role = i < info.input_count ? Tg.TG_ROLE_INPUT : i < info.input_count + info.output_count ? Tg.TG_ROLE_OUTPUT : Tg.TG_ROLE_SCRATCH;
            Broken.Unless(argument->role == role, "TG-P-35", $"argument {i} has role {argument->role}, not {role}: inputs come first, then outputs, then a scratch");
            if (role == Tg.TG_ROLE_SCRATCH)
                continue;
            var value = graph.Values[role == Tg.TG_ROLE_INPUT ? graph.Inputs[(int)i] : graph.Outputs[(int)(i - info.input_count)]];
            Broken.Unless(argument->dtype == value.Type.Packed && new ReadOnlySpan<long>(argument->dims, argument->rank).SequenceEqual(value.Shape.Dims.AsSpan()), "TG-P-35",
                $"argument {i} is told to be another tensor than {value}");
            var needed = (ulong)value.Type.BytesFor(Shape.CountOf(value.Shape.Dims.AsSpan()));
            Broken.Unless(argument->bytes >= needed, "TG-P-35", $"argument {i} is told to need {argument->bytes} bytes; {value} has {needed}");
        }
        work.Free();
    }

    private static void DescriptionRepeatable(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        work.Run(device.Ledgers[0], "TG-P-31");
        var again = ClaimedWork.Describe(device, work.Program);
        Broken.Unless(again.arg_count == work.Info.arg_count && again.entry_count == work.Info.entry_count && again.max_concurrency == work.Info.max_concurrency, "TG-P-35", "program_info tells something else after an execution");
        for (var i = 0u; i < again.arg_count; i++)
        {
            tg_arg_info* before = work.Argument(i), after = (tg_arg_info*)((byte*)again.args + i * again.arg_stride);
            Broken.Unless(before->bytes == after->bytes && before->dtype == after->dtype && before->role == after->role && before->alignment == after->alignment, "TG-P-35", $"program_info tells something else of argument {i} after an execution");
        }
        work.Free();
    }

    private static void Repeatable(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var inputs = Enumerable.Range(0, (int)work.FirstOutput).Select(i => work.Read((uint)i)).ToList();
        var first = Outputs(device, work);
        for (var round = 0; round < 5; round++)
            Same(first, Outputs(device, work), "TG-P-37", "two executions with the same inputs differ");
        for (var i = 0; i < inputs.Count; i++)
            Broken.Unless(inputs[i].AsSpan().SequenceEqual(work.Read((uint)i)), "TG-P-25", $"input {i} was changed by executions");
        work.Free();
    }

    /// <summary>The graph's arrays are overwritten as soon as program_create has returned.</summary>
    private static void GraphIsBorrowed(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var expected = Outputs(device, work);
        var native = new NativeGraph(ClaimedGraph.Of(device).Single);
        var graph = native.Pointer;
        var status = RawQuery.Create(device, graph, out var program);
        Broken.Unless(status == Tg.TG_OK, "TG-P-31", $"claimed, then not compiled: {new Status(status)}: {device.Text}");
        new Span<byte>(graph->values, (int)(graph->value_count * graph->value_stride)).Fill(Poison);
        new Span<byte>(graph->nodes, (int)(graph->node_count * graph->node_stride)).Fill(Poison);
        new Span<byte>(graph, (int)graph->size).Fill(Poison);
        native.Dispose();
        work.Poison(Poison);
        var desc = work.Submission();
        desc.program = program;
        device.Ledgers[0].Submit(desc);
        device.Ledgers[0].Settle();
        Same(expected, Written(work), "TG-P-24", "a program whose graph was overwritten after program_create computes something else");
        ClaimedWork.Destroy(device, program);
        work.Free();
    }

    /// <summary>The descriptor and its arrays are overwritten as soon as execute has returned.</summary>
    private static void SubmissionIsBorrowed(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var work = new ClaimedWork(device, room);
        var expected = Outputs(device, work);
        for (var round = 0; round < 10; round++)
        {
            work.Poison(Poison);
            var desc = work.Submission();
            device.Ledgers[0].Submit(desc);
            new Span<byte>(desc.args, (int)(desc.arg_count * desc.arg_stride)).Fill(Poison);
            device.Ledgers[0].Settle();
            Same(expected, Written(work), "TG-P-24", "a submission whose arguments were overwritten after execute had returned computed something else");
        }
        work.Free();
    }

    private static void NoElements(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var empty = WithFirstDim(ClaimedGraph.Of(device).Single, 0);
        using var native = new NativeGraph(empty);
        if (RawQuery.Ask(device, native.Pointer) is { IsClaimed: false } answer)
            throw new NotOffered("query.Shape", $"the claimed graph without elements is answered {answer}");
        var work = new ClaimedWork(device, room, empty);
        work.Run(device.Ledgers[0], "TG-P-26");
        work.Free();
    }

    /// <summary>One program, a thread for every queue, and arguments and values of its own for every submission.</summary>
    private static void AtOneTime(RawTarget target, NativeRoom room)
    {
        const int Each = 12;
        if (target.Description.Is(DeviceFlags.Serial))
            throw new NotOffered("device.flags", "the device is SERIAL: its calls do not overlap");
        using var device = new RawDevice(target, room, 4);
        var first = new ClaimedWork(device, room);
        var used = first.Info.max_concurrency == 0 ? device.Queues : (int)Math.Min(first.Info.max_concurrency, (uint)device.Queues);
        ClaimedWork[] works = [.. Enumerable.Range(0, used * Each).Select(_ => new ClaimedWork(device, room, first.Program))];
        var expected = new byte[works.Length][][];
        for (var i = 0; i < works.Length; i++)
        {
            works[i].Fill(i);
            expected[i] = Outputs(device, works[i]);
            works[i].Poison(Poison);
        }
        var descs = works.Select(work => work.Submission()).ToArray();
        var faults = new Broken?[used];
        using var together = new Barrier(used);
        Thread[] threads = [.. Enumerable.Range(0, used).Select(queue => new Thread(() =>
        {
            try
            {
                together.SignalAndWait();
                for (var i = queue; i < works.Length; i += used)
                    device.Ledgers[queue].Submit(descs[i]);
                device.Ledgers[queue].Settle();
            }
            catch (Broken broken)
            {
                faults[queue] = broken;
            }
        }))];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        if (faults.FirstOrDefault(fault => fault is not null) is { } found)
            throw found;
        for (var i = 0; i < works.Length; i++)
            Same(expected[i], Written(works[i]), "TG-P-38", $"one program on {used} queues at one time computes something else on queue {i % used} than alone");
        foreach (var work in works)
            work.FreeBuffers();
        first.Free();
    }

    private static void Symbols(RawTarget target, NativeRoom room)
    {
        using var device = new RawDevice(target, room, 1);
        var graph = WithFirstDim(ClaimedGraph.Of(device).Single, -1) with { Symbols = [new Symbol("n", 1, 64, 1, 0)] };
        using var native = new NativeGraph(graph);
        var answer = RawQuery.Ask(device, native.Pointer);
        if (!answer.IsClaimed)
        {
            Broken.Unless(answer.Status == Tg.TG_OK, "TG-P-34", $"graph_query of a graph with a symbol answered {answer}: {device.Text}");
            return;
        }
        Broken.Unless(target.Description.Is(DeviceFlags.Symbols), "TG-P-34", "a device without SYMBOLS claims a graph with a symbol");
        var status = RawQuery.Create(device, native.Pointer, out var program);
        Broken.Unless(status == Tg.TG_OK, "TG-P-34", $"a graph with a symbol was claimed, then not compiled: {new Status(status)}: {device.Text}");
        foreach (var extent in new[] { 1L, 7, 64 })
            Infer(device, room, graph, program, extent);
        ClaimedWork.Destroy(device, program);
    }

    private static void Infer(RawDevice device, NativeRoom room, Graph graph, tg_program* program, long extent)
    {
        var info = ClaimedWork.Describe(device, program);
        var shapes = (tg_shape*)room.Bytes(sizeof(tg_shape) * graph.Inputs.Length);
        for (var i = 0; i < graph.Inputs.Length; i++)
            shapes[i] = new tg_shape { dims = room.Array<long>([.. Bound(graph, graph.Inputs[i], extent)]), rank = (uint)graph.Values[graph.Inputs[i]].Shape.Rank };
        var dims = (long*)room.Bytes(sizeof(long) * Tg.TG_MAX_RANK * (int)info.arg_count);
        var ranks = (uint*)room.Bytes(sizeof(uint) * (int)info.arg_count);
        var bytes = (ulong*)room.Bytes(sizeof(ulong) * (int)info.arg_count);
        var infer = new tg_infer
        {
            size = (uint)sizeof(tg_infer), inputs = shapes, input_count = (uint)graph.Inputs.Length, input_stride = (uint)sizeof(tg_shape),
            dims = dims, ranks = ranks, bytes = bytes, arg_count = info.arg_count,
        };
        var status = device.Api.program_infer(program, &infer, device.Error);
        Broken.Unless(status == Tg.TG_OK, "TG-P-34", $"program_infer for an extent of {extent} answered {new Status(status)}: {device.Text}");
        for (var j = 0; j < graph.Outputs.Length; j++)
        {
            var argument = graph.Inputs.Length + j;
            long[] expected = [.. Bound(graph, graph.Outputs[j], extent)];
            Broken.Unless(ranks[argument] == expected.Length && new ReadOnlySpan<long>(dims + argument * Tg.TG_MAX_RANK, expected.Length).SequenceEqual(expected), "TG-P-34",
                $"program_infer for an extent of {extent} gives output {j} another shape than {string.Join('x', expected)}");
            Broken.Unless(bytes[argument] >= (ulong)graph.Values[graph.Outputs[j]].Type.BytesFor(Shape.CountOf(expected)), "TG-P-34", $"program_infer for an extent of {extent} gives output {j} {bytes[argument]} bytes, which its shape exceeds");
        }
    }

    private static IEnumerable<long> Bound(Graph graph, int value, long extent) => graph.Values[value].Shape.Dims.Select(dim => dim < 0 ? extent : dim);

    private static Graph WithFirstDim(Graph graph, long dim) => graph.Values.Any(value => value.IsConstant || value.Shape.Rank == 0)
        ? throw new NotOffered("query.Shape", "the claimed graph has scalars or constants")
        : graph with { Values = [.. graph.Values.Select(value => value with { Shape = new Shape([dim, .. value.Shape.Dims.Skip(1)]) })] };

    private static byte[][] Outputs(RawDevice device, ClaimedWork work)
    {
        work.Poison(Poison);
        work.Run(device.Ledgers[0], "TG-P-31");
        return Written(work);
    }

    private static byte[][] Written(ClaimedWork work) => [.. Enumerable.Range((int)work.FirstOutput, (int)work.Info.output_count).Select(i => work.Read((uint)i))];

    private static void Same(byte[][] expected, byte[][] outputs, string rule, string text)
    {
        for (var i = 0; i < expected.Length; i++)
            Broken.Unless(expected[i].AsSpan().SequenceEqual(outputs[i]), rule, text);
    }
}
