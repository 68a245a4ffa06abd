// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

public sealed unsafe class FaultTests
{
    [Theory]
    [InlineData("unsupported", Tg.TG_UNSUPPORTED, "not this one")]
    [InlineData("memory", Tg.TG_OUT_OF_MEMORY, "out of memory")]
    [InlineData("null", Tg.TG_INTERNAL, "NullReferenceException")]
    [InlineData("index", Tg.TG_INTERNAL, "IndexOutOfRangeException")]
    [InlineData("divide", Tg.TG_INTERNAL, "DivideByZeroException")]
    [InlineData("ok", Tg.TG_INTERNAL, "a success is no exception")]
    [InlineData("aggregate", Tg.TG_INTERNAL, "AggregateException")]
    public void Exceptions_of_the_vendor_become_a_status_and_a_text(string exception, int status, string text)
    {
        using var session = new Session();
        var support = stackalloc tg_support[1];
        Assert.Equal(status, session.Query(new NativeGraph(session.Memory).Write(Graphs.Throwing("Query", exception)), new Span<tg_support>(support, 1)));
        Assert.Contains(text, session.Text, StringComparison.Ordinal);
        Assert.Equal(status, session.Create(new NativeGraph(session.Memory).Write(Graphs.Throwing("Compile", exception)), out var program));
        Assert.True(program == null);
        program = session.Create(Graphs.Throwing("Execute", exception));
        var a = session.Alloc(4);
        Assert.Equal(status, session.Execute(program, 1, 0, Session.Whole(a), Session.Whole(a)));
        Assert.Contains(text, session.Text, StringComparison.Ordinal);
        session.Check(session.Execute(null, 2, 0));
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
    }

    [Fact]
    public void The_vendors_own_code_reaches_the_host_and_texts_are_cut_to_fit()
    {
        using var session = new Session();
        session.Error->text_capacity = 4;
        var graph = new NativeGraph(session.Memory).Write(Graphs.Throwing("Query", "unsupported"));
        Assert.Equal(Tg.TG_UNSUPPORTED, session.Query(graph, new tg_support[1]));
        Assert.Equal((42, "not", "op:test"), (session.Error->vendor_code, session.Text, session.Rule));
        session.Error->text_capacity = 0;
        session.Error->rule = null;
        Assert.Equal(Tg.TG_UNSUPPORTED, session.Query(graph, new tg_support[1]));
    }

    [Fact]
    public void A_lost_device_refuses_work_and_still_gives_everything_back()
    {
        using var session = new Session();
        var a = session.Alloc(4, 7);
        var program = session.Create(Graphs.Throwing("Execute", "lost"));
        Assert.Equal(Tg.TG_DEVICE_LOST, session.Execute(program, 1, 0, Session.Whole(a), Session.Whole(a)));
        Assert.Equal(Tg.TG_DEVICE_LOST, session.Execute(null, 2, 0));
        void* mapped;
        var range = new tg_range { size = (uint)sizeof(tg_range), flags = Tg.TG_MAP_READ, bytes = 4 };
        session.Check(Session.Api->buffer_map(a.buffer, &range, &mapped, session.Error));
        Assert.Equal(7, *(float*)mapped);
        session.Check(Session.Api->buffer_unmap(a.buffer, &range, session.Error));
        session.Check(session.Destroy(program));
        session.Check(session.Free(a.buffer));
        session.Check(session.Close(session.Device));
    }
}
