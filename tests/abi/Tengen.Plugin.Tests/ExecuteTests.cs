// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

public sealed unsafe class ExecuteTests
{
    [Fact]
    public void A_graph_is_queried_compiled_and_executed()
    {
        using var session = new Session();
        var graph = new NativeGraph(session.Memory).Write(Graphs.Add(2, 2));
        Span<tg_support> support = stackalloc tg_support[1];
        session.Check(session.Query(graph, support));
        Assert.Equal(Tg.TG_YES, support[0].verdict);
        session.Check(session.Create(graph, out var program));
        var a = session.Alloc(16, 1, 2, 3, 4);
        var b = session.Alloc(16, 10, 20, 30, 40);
        var sum = session.Alloc(16);
        session.Check(session.Execute(program, 1, 0, Session.Whole(a), Session.Whole(b), Session.Whole(sum)));
        Assert.Equal([11f, 22f, 33f, 44f], new ReadOnlySpan<float>(sum.host, 4));
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
        session.Check(session.Free(b.buffer));
        session.Check(session.Free(sum.buffer));
    }

    [Fact]
    public void A_constant_is_compiled_in()
    {
        using var session = new Session();
        var program = session.Create(Graphs.AddConstant(100, 200));
        var a = session.Alloc(8, 1, 2);
        var sum = session.Alloc(8);
        session.Check(session.Execute(program, 1, 0, Session.Whole(a), Session.Whole(sum)));
        Assert.Equal([101f, 202f], new ReadOnlySpan<float>(sum.host, 2));
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
        session.Check(session.Free(sum.buffer));
    }

    [Fact]
    public void Empty_tensors_and_immediate_and_host_arguments_are_taken()
    {
        using var session = new Session();
        var empty = session.Create(Graphs.Add(0, 3));
        var nothing = session.Alloc(0);
        session.Check(session.Execute(empty, 1, 0, Session.Whole(nothing), Session.Whole(nothing), Session.Whole(nothing)));
        session.Check(session.Destroy(empty));
        session.Check(session.Free(nothing.buffer));
        var scalar = session.Create(Graphs.Add());
        var host = session.Memory.One(2f);
        var sum = session.Memory.One(0f);
        session.Check(session.Execute(scalar, 2, 0,
            new tg_arg { kind = Tg.TG_ARG_IMMEDIATE, offset = BitConverter.SingleToUInt32Bits(40), bytes = 4 },
            new tg_arg { kind = Tg.TG_ARG_HOST, offset = (ulong)host, bytes = 4 },
            new tg_arg { kind = Tg.TG_ARG_HOST, offset = (ulong)sum, bytes = 4 }));
        Assert.Equal(42, *sum);
        session.Check(session.Destroy(scalar));
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused_before_the_program_runs()
    {
        using var session = new Session();
        var program = session.Create(Graphs.Add(2));
        var a = session.Alloc(16, 1, 2, 3, 4);
        var good = Session.Whole(a);
        var dims = session.Memory.Array(2L, 3L);
        var ticket = 0ul;
        foreach (var bad in new Func<tg_arg>[]
        {
            () => good with { bytes = 7 },
            () => good with { bytes = 17 },
            () => good with { offset = 17, bytes = 0 },
            () => good with { offset = ulong.MaxValue, bytes = 8 },
            () => good with { bytes = ulong.MaxValue },
            () => good with { offset = 2, bytes = 8 },
            () => good with { rank = 2, dims = dims },
            () => good with { rank = 1, dims = dims + 1 },
            () => good with { rank = 3 },
            () => good with { rank = 1, dims = dims, strides = dims },
            () => good with { buffer = null },
            () => good with { kind = Tg.TG_ARG_HOST },
            () => good with { kind = Tg.TG_ARG_ADDRESS, buffer = null, offset = 64 },
            () => good with { kind = Tg.TG_ARG_ABSENT },
            () => new tg_arg { kind = Tg.TG_ARG_HOST, bytes = 8 },
            () => new tg_arg { kind = Tg.TG_ARG_IMMEDIATE, bytes = 9 },
        })
        {
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, good, bad(), good));
            Assert.Matches("argument 1|no living buffer", session.Text);
        }
        Assert.Equal(Tg.TG_TOO_NEW, session.Execute(program, ++ticket, 0, good, good with { kind = 99 }, good));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, good, good));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(null, ++ticket, 0, good));
        Assert.Equal([1f, 2f, 3f, 4f], new ReadOnlySpan<float>(a.host, 4));
        session.Check(session.Execute(program, ++ticket, 0, good with { rank = 1, dims = dims }, good, good));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ticket, 0, good, good, good));
        Assert.Equal("TG-H-10", session.Rule);
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
    }

    [Fact]
    public void Nothing_is_allocated_by_an_execution()
    {
        using var session = new Session();
        var program = session.Create(Graphs.Add(2));
        var a = session.Alloc(8);
        var args = session.Memory.Array(Session.Whole(a), Session.Whole(a), Session.Whole(a));
        var desc = new tg_execute { size = (uint)sizeof(tg_execute), program = program, args = args, arg_count = 3, arg_stride = (uint)sizeof(tg_arg) };
        for (desc.ticket = 1; desc.ticket < 100; desc.ticket++)
            session.Check(Session.Api->execute(session.Device, &desc, session.Error));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (; desc.ticket < 1000; desc.ticket++)
            if (Session.Api->execute(session.Device, &desc, session.Error) != Tg.TG_OK)
                throw new InvalidOperationException(session.Text);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
    }

    [Fact]
    public void Timings_are_filled()
    {
        using var session = new Session();
        var timing = new tg_timing { size = (uint)sizeof(tg_timing) };
        var desc = new tg_execute { size = (uint)sizeof(tg_execute), ticket = 1, timing = &timing };
        session.Check(Session.Api->execute(session.Device, &desc, session.Error));
        Assert.True(timing.start_ns > 0 && timing.end_ns >= timing.start_ns);
    }

    [Fact]
    public void The_entry_is_described_as_the_graph_prescribes()
    {
        using var session = new Session();
        var program = session.Create(Graphs.Add(2, 3));
        var query = new tg_program_query { size = (uint)sizeof(tg_program_query) };
        var info = new tg_program_info { size = (uint)sizeof(tg_program_info) };
        session.Check(Session.Api->program_info(program, &query, &info, session.Error));
        Assert.Equal((1u, 3u, 2u, 1u), (info.entry_count, info.arg_count, info.input_count, info.output_count));
        Assert.Equal((Tg.TG_ROLE_OUTPUT, Tg.TG_F32, 2, 24ul), (info.args[2].role, info.args[2].dtype, info.args[2].rank, info.args[2].bytes));
        Assert.Equal(3, info.args[2].dims[1]);
        query.entry = 1;
        Assert.Equal(Tg.TG_NOT_FOUND, Session.Api->program_info(program, &query, &info, session.Error));
        session.Check(session.Destroy(program));
    }
}
