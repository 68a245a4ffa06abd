// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

/// <summary>Strides in elements; the offset is the lowest address touched.</summary>
public sealed unsafe class StrideTests
{
    [Fact]
    public void A_negative_stride_reads_backwards_from_the_end_of_the_range()
    {
        using var session = new Session(SampleBackend.Strided);
        var program = session.Create(Graphs.Add(3));
        var memory = session.Alloc(32, 1, 2, 3, 4, 5, 6, 7, 8);
        var zero = session.Alloc(4, 0);
        var sum = session.Alloc(12);
        long* back = session.Memory.Array(-2L), still = session.Memory.Array(0L), dims = session.Memory.Array(3L);
        var backwards = new tg_arg { buffer = memory.buffer, offset = 4, bytes = 20, rank = 1, dims = dims, strides = back };
        var repeated = new tg_arg { buffer = zero.buffer, bytes = 4, rank = 1, dims = dims, strides = still };
        session.Check(session.Execute(program, 1, 0, backwards, repeated, Session.Whole(sum)));
        Assert.Equal([6f, 4f, 2f], new ReadOnlySpan<float>(sum.host, 3));
        session.Check(session.Execute(program, 2, 0, Session.Whole(sum), repeated, backwards));
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f], new ReadOnlySpan<float>(memory.host, 8));
        End(session, program, memory, zero, sum);
    }

    [Fact]
    public void Strides_that_leave_the_range_in_either_direction_and_outputs_that_overlap_themselves_are_refused()
    {
        using var session = new Session(SampleBackend.Strided);
        var program = session.Create(Graphs.Add(3));
        var memory = session.Alloc(32);
        long* dims = session.Memory.Array(3L);
        var dense = new tg_arg { buffer = memory.buffer, bytes = 12, rank = 1, dims = dims };
        var ticket = 0ul;
        foreach (var stride in new[] { 2L, -2, long.MaxValue, long.MinValue })
        {
            var strides = session.Memory.Array(stride);
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, dense, dense with { strides = strides }, dense));
            Assert.Contains("argument 1", session.Text, StringComparison.Ordinal);
        }
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(program, ++ticket, 0, dense, dense, dense with { strides = session.Memory.Array(0L) }));
        Assert.Contains("argument 2", session.Text, StringComparison.Ordinal);
        End(session, program, memory);
    }

    private static void End(Session session, tg_program* program, params ReadOnlySpan<tg_buffer_info> buffers)
    {
        session.Check(session.Destroy(program));
        foreach (var buffer in buffers)
            session.Check(session.Free(buffer.buffer));
    }
}
