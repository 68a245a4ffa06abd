// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

public sealed unsafe class CopyTests : IDisposable
{
    private readonly Session _session = new(SampleBackend.Worker);
    private ulong _ticket;

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_posted_copy_moves_its_range_in_its_turn_and_signals()
    {
        var timelines = new Timelines(_session);
        var timeline = timelines.Create();
        tg_buffer_info from = _session.Alloc(16, 1, 2, 3, 4), to = _session.Alloc(16);
        var wait = _session.Memory.One(Timelines.Point(timeline, 1));
        var signal = _session.Memory.One(Timelines.Point(timeline, 2));
        var status = Copy(new tg_copy
        {
            source = from.buffer, destination = to.buffer, source_offset = 4, destination_offset = 8, bytes = 8,
            waits = wait, wait_count = 1, wait_stride = (uint)sizeof(tg_sync), signals = signal, signal_count = 1, signal_stride = (uint)sizeof(tg_sync),
        });
        Assert.Equal(Tg.TG_PENDING, status);
        Assert.Equal(Tg.TG_PENDING, timelines.Wait(timeline, 2, 10_000_000));
        _session.Check(timelines.Signal(timeline, 1));
        _session.Check(timelines.Wait(timeline, 2));
        Assert.Equal([0f, 0, 2, 3], new ReadOnlySpan<float>(to.host, 4).ToArray());
        Settle();
        _session.Check(_session.Free(from.buffer));
        _session.Check(_session.Free(to.buffer));
        _session.Check(timelines.Destroy(timeline));
    }

    [Fact]
    public void Host_memory_is_either_end()
    {
        var buffer = _session.Alloc(16);
        float* given = _session.Memory.Array(5f, 6, 7, 8), taken = _session.Memory.Array(new float[4]);
        Assert.Equal(Tg.TG_PENDING, Copy(new tg_copy { host_source = given, destination = buffer.buffer, bytes = 16 }));
        Assert.Equal(Tg.TG_PENDING, Copy(new tg_copy { source = buffer.buffer, host_destination = taken, source_offset = 8, bytes = 8 }));
        Settle();
        Assert.Equal([7f, 8, 0, 0], new ReadOnlySpan<float>(taken, 4).ToArray());
        _session.Check(_session.Free(buffer.buffer));
    }

    [Fact]
    public void Ranges_that_overlap_in_one_buffer_are_refused_and_neighbours_are_not()
    {
        var buffer = _session.Alloc(16, 1, 2, 3, 4);
        foreach (var (from, to) in new[] { (0ul, 4ul), (4ul, 0ul), (3ul, 3ul) })
        {
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, Copy(new tg_copy { source = buffer.buffer, destination = buffer.buffer, source_offset = from, destination_offset = to, bytes = 8 }));
            Assert.Equal("TG-H-19", _session.Rule);
        }
        Assert.Equal(Tg.TG_PENDING, Copy(new tg_copy { source = buffer.buffer, destination = buffer.buffer, destination_offset = 8, bytes = 8 }));
        Settle();
        Assert.Equal([1f, 2, 1, 2], new ReadOnlySpan<float>(buffer.host, 4).ToArray());
        _session.Check(_session.Free(buffer.buffer));
    }

    [Fact]
    public void Two_ends_on_one_side_ranges_outside_and_unknown_bits_are_refused()
    {
        var buffer = _session.Alloc(16);
        var host = _session.Memory.Array(new float[4]);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Copy(new tg_copy { source = buffer.buffer, host_source = host, host_destination = host, bytes = 4 }));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Copy(new tg_copy { source = buffer.buffer, bytes = 4 }));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Copy(new tg_copy { source = buffer.buffer, host_destination = host, source_offset = 13, bytes = 4 }));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Copy(new tg_copy { host_source = host, destination = buffer.buffer, destination_offset = ulong.MaxValue, bytes = 4 }));
        Assert.Equal(Tg.TG_TOO_NEW, Copy(new tg_copy { source = buffer.buffer, host_destination = host, bytes = 4, flags = 1 }));
        _session.Check(_session.Free(buffer.buffer));
    }

    private int Copy(tg_copy copy)
    {
        (copy.size, copy.ticket) = ((uint)sizeof(tg_copy), ++_ticket);
        return Session.Api->copy(_session.Device, &copy, _session.Error);
    }

    private void Settle()
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = _ticket, timeout_ns = Tg.TG_FOREVER };
        _session.Check(Session.Api->wait(_session.Device, &desc, _session.Error));
    }
}
