// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

public sealed unsafe class BufferTests
{
    [Theory]
    [InlineData(0ul, 0u)]
    [InlineData(1ul, 0u)]
    [InlineData(4096ul, 4096u)]
    public void Buffers_are_aligned_and_mapped_in_place(ulong bytes, uint alignment)
    {
        using var session = new Session();
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = bytes, alignment = alignment };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        session.Check(Session.Api->buffer_alloc(session.Device, &desc, &info, session.Error));
        Assert.Equal(0ul, (ulong)info.host % Math.Max(64, alignment));
        void* mapped;
        var range = Range(0, bytes, Tg.TG_MAP_READ | Tg.TG_MAP_WRITE);
        session.Check(Session.Api->buffer_map(info.buffer, &range, &mapped, session.Error));
        Assert.True(mapped == info.host);
        session.Check(Session.Api->buffer_unmap(info.buffer, &range, session.Error));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->buffer_unmap(info.buffer, &range, session.Error));
        session.Check(session.Free(info.buffer));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Free(info.buffer));
        Assert.Equal("TG-H-7", session.Rule);
    }

    [Theory]
    [InlineData(ulong.MaxValue, 0u, Tg.TG_OUT_OF_MEMORY)]
    [InlineData((ulong)long.MaxValue, 0u, Tg.TG_OUT_OF_MEMORY)]
    [InlineData(8ul, 3u, Tg.TG_INVALID_ARGUMENT)]
    public void Impossible_sizes_and_alignments_are_refused(ulong bytes, uint alignment, int expected)
    {
        using var session = new Session();
        var desc = new tg_buffer_desc { size = (uint)sizeof(tg_buffer_desc), bytes = bytes, alignment = alignment };
        var info = new tg_buffer_info { size = (uint)sizeof(tg_buffer_info) };
        Assert.Equal(expected, Session.Api->buffer_alloc(session.Device, &desc, &info, session.Error));
        Assert.True(info.buffer == null && session.Text.Length > 0);
    }

    [Theory]
    [InlineData(17ul, 0ul, 1u)]
    [InlineData(8ul, 9ul, 1u)]
    [InlineData(ulong.MaxValue, 1ul, 1u)]
    [InlineData(1ul, ulong.MaxValue, 1u)]
    [InlineData(0ul, 1ul, 0u)]
    [InlineData(0ul, 1ul, 5u)]
    public void Ranges_outside_the_buffer_and_senseless_flags_are_refused(ulong offset, ulong bytes, uint flags)
    {
        using var session = new Session();
        var buffer = session.Alloc(16);
        var range = Range(offset, bytes, flags);
        void* mapped = null;
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->buffer_map(buffer.buffer, &range, &mapped, session.Error));
        Assert.True(mapped == null);
        session.Check(session.Free(buffer.buffer));
    }

    [Fact]
    public void Foreign_handles_are_refused_by_every_slot()
    {
        using var session = new Session();
        var range = Range(0, 0, Tg.TG_MAP_READ);
        void* mapped;
        foreach (var foreign in new nuint[] { 0, 1, 2, 3, 0x1234_5678, unchecked((nuint)ulong.MaxValue), (nuint)session.Device })
        {
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Free((tg_buffer*)foreign));
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Destroy((tg_program*)foreign));
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->buffer_map((tg_buffer*)foreign, &range, &mapped, session.Error));
        }
    }

    private static tg_range Range(ulong offset, ulong bytes, uint flags) => new() { size = (uint)sizeof(tg_range), flags = flags, offset = offset, bytes = bytes };
}
