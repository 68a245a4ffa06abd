// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

public sealed unsafe class SymbolTests
{
    [Fact]
    public void A_device_without_symbols_answers_if_static_and_does_not_compile()
    {
        using var session = new Session();
        var graph = new NativeGraph(session.Memory).Write(Graphs.Symbolic(new Symbol("n")));
        var support = new tg_support[1];
        session.Check(session.Query(graph, support));
        Assert.Equal(Tg.TG_IF_STATIC, support[0].verdict);
        Assert.Equal(Tg.TG_UNSUPPORTED, session.Create(graph, out _));
        Assert.Equal("TG-P-32", session.Rule);
    }

    [Fact]
    public void Symbols_are_inferred_bound_and_held_to_their_bounds()
    {
        using var session = new Session(SampleBackend.Symbolic);
        Assert.Equal(Tg.TG_LIMIT_REACHED, session.Open(SampleBackend.Symbolic, 1, out _));
        var program = session.Create(Graphs.Symbolic(new Symbol("n", Min: 2, Max: 8, Multiple: 2)));
        Infer(session, program);
        var a = session.Alloc(64, 1, 2, 3, 4, 5, 6, 7, 8);
        var four = Whole(session, a, 4, 2);
        var sum = session.Alloc(32);
        session.Check(session.Execute(program, 1, 0, four, four, Whole(session, sum, 4, 2)));
        Assert.Equal([2f, 4f, 6f, 8f, 10f, 12f, 14f, 16f], new ReadOnlySpan<float>(sum.host, 8));
        session.Check(session.Free(sum.buffer));
        var ticket = 1ul;
        foreach (var (rows, columns) in new[] { (3L, 2L), (0, 2), (10, 2), (4, 3), (2, 2), (-4, 2), (long.MaxValue - 1, 2) })
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, four, Whole(session, a, rows, columns), four));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, four, Session.Whole(a), four));
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
    }

    private static void Infer(Session session, tg_program* program)
    {
        var shapes = session.Memory.Array(new tg_shape { rank = 2, dims = session.Memory.Array(6L, 2L) }, new tg_shape { rank = 2, dims = session.Memory.Array(6L, 2L) });
        var desc = new tg_infer
        {
            size = (uint)sizeof(tg_infer), inputs = shapes, input_count = 2, input_stride = (uint)sizeof(tg_shape), arg_count = 3,
            dims = session.Memory.Array<long>(new long[3 * Tg.TG_MAX_RANK]), ranks = session.Memory.Array<uint>(new uint[3]), bytes = session.Memory.Array<ulong>(new ulong[3]),
        };
        session.Check(Session.Api->program_infer(program, &desc, session.Error));
        Assert.Equal((2u, 48ul, 6L, 2L), (desc.ranks[2], desc.bytes[2], desc.dims[2 * Tg.TG_MAX_RANK], desc.dims[(2 * Tg.TG_MAX_RANK) + 1]));
        desc.arg_count = 2;
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->program_infer(program, &desc, session.Error));
    }

    private static tg_arg Whole(Session session, tg_buffer_info buffer, params ReadOnlySpan<long> dims) =>
        Session.Whole(buffer) with { rank = (uint)dims.Length, dims = session.Memory.Array(dims) };
}
