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
}
