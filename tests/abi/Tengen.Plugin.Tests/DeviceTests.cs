// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

public sealed unsafe class DeviceTests
{
    [Fact]
    public void A_device_describes_itself_the_same_every_time()
    {
        using var session = new Session();
        var first = Describe(session, 0);
        var second = Describe(session, 0);
        Assert.Equal("blocking", Marshal.PtrToStringUTF8((nint)first.name));
        Assert.Equal(1u, first.queue_count);
        Assert.Equal(4u, first.queues[0].max_pending);
        Assert.Equal(Tg.TG_KIND_CPU, first.kind);
        Assert.True(first.name == second.name && first.queues == second.queues && first.memories == second.memories);
    }

    [Fact]
    public void Past_the_last_device_is_not_found()
    {
        using var session = new Session();
        var probe = new tg_probe { size = (uint)sizeof(tg_probe), index = 4 };
        var info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        Assert.Equal(Tg.TG_NOT_FOUND, Session.Api->device_info(&probe, &info, session.Error));
        Assert.Contains("device 4", session.Text, StringComparison.Ordinal);
        Assert.True(info.name == null);
    }

    [Fact]
    public void Known_options_arrive_unknown_ones_are_named_and_hints_pass()
    {
        using var session = new Session();
        Assert.Equal("threads=3", Marshal.PtrToStringUTF8((nint)Describe(session, 0, ("threads", "3"), ("hint.mood", "good")).note));
        var options = Options(session, ("colour", "red"));
        var probe = new tg_probe { size = (uint)sizeof(tg_probe), options = options };
        var info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->device_info(&probe, &info, session.Error));
        Assert.Equal("TG-P-14", session.Rule);
        Assert.Contains("'colour'", session.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_short_or_missing_descriptor_is_refused_and_a_longer_one_read_by_its_tail()
    {
        using var session = new Session();
        var block = session.Memory.Bytes(sizeof(tg_probe) + 16);
        var probe = (tg_probe*)block;
        var info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->device_info(null, &info, session.Error));
        foreach (var size in new uint[] { 0, 4, (uint)sizeof(tg_probe) - 8, (uint)sizeof(tg_probe) + 2, 4100 })
        {
            probe->size = size;
            Assert.Equal(Tg.TG_INVALID_ARGUMENT, Session.Api->device_info(probe, &info, session.Error));
        }
        probe->size = (uint)sizeof(tg_probe) + 16;
        Assert.Equal(Tg.TG_OK, Session.Api->device_info(probe, &info, session.Error));
        block[sizeof(tg_probe) + 15] = 1;
        Assert.Equal(Tg.TG_TOO_NEW, Session.Api->device_info(probe, &info, session.Error));
    }

    [Fact]
    public void What_the_host_has_beyond_the_plugin_is_zeroed_and_its_size_kept()
    {
        using var session = new Session();
        var probe = new tg_probe { size = (uint)sizeof(tg_probe) };
        var block = session.Memory.Bytes(sizeof(tg_device_info) + 24);
        new Span<byte>(block, sizeof(tg_device_info) + 24).Fill(0xAA);
        var size = (uint)sizeof(tg_device_info) + 16;
        ((tg_device_info*)block)->size = size;
        Assert.Equal(Tg.TG_OK, Session.Api->device_info(&probe, (tg_device_info*)block, session.Error));
        Assert.Equal(size, ((tg_device_info*)block)->size);
        Assert.All(new ReadOnlySpan<byte>(block + sizeof(tg_device_info), 16).ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(0xAA, block[sizeof(tg_device_info) + 16]);
    }

    [Fact]
    public void A_device_with_children_stays_open()
    {
        using var session = new Session();
        var buffer = session.Alloc(8);
        Assert.Equal(Tg.TG_WRONG_STATE, session.Close(session.Device));
        Assert.Equal("TG-H-5", session.Rule);
        session.Check(session.Free(buffer.buffer));
        session.Check(session.Close(session.Device));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Close(session.Device));
    }

    [Fact]
    public void Queues_are_checked_and_numbered_as_offered()
    {
        using var session = new Session(queues: 3);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Open(0, 0, out _));
        session.Check(session.Execute(null, 1, 2));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, session.Execute(null, 1, 3));
    }

    [Fact]
    public void Statistics_count_what_the_kit_sees_and_unknown_extensions_are_unsupported()
    {
        using var session = new Session();
        var buffer = session.Alloc(24);
        session.Check(session.Execute(null, 1, 0));
        var query = new tg_stats_query { size = (uint)sizeof(tg_stats_query) };
        var stats = new tg_stats { size = (uint)sizeof(tg_stats) };
        session.Check(Session.Api->device_stats(session.Device, &query, &stats, session.Error));
        Assert.Equal((1u, 24ul, 1ul), (stats.buffers, stats.buffer_bytes, stats.submissions));
        session.Check(session.Free(buffer.buffer));
        var extension = new tg_extension_query { size = (uint)sizeof(tg_extension_query), name = session.Memory.Text("tg.timeline/1") };
        void* table = null;
        Assert.Equal(Tg.TG_UNSUPPORTED, Session.Api->extension(session.Device, &extension, &table, session.Error));
        Assert.Contains("tg.timeline/1", session.Text, StringComparison.Ordinal);
    }

    private static tg_device_info Describe(Session session, uint index, params ReadOnlySpan<(string, string)> options)
    {
        var probe = new tg_probe { size = (uint)sizeof(tg_probe), index = index, options = Options(session, options) };
        var info = new tg_device_info { size = (uint)sizeof(tg_device_info) };
        session.Check(Session.Api->device_info(&probe, &info, session.Error));
        return info;
    }

    private static tg_options Options(Session session, params ReadOnlySpan<(string Key, string Value)> options)
    {
        var pairs = options.ToArray();
        return new tg_options
        {
            keys = session.Memory.Texts([.. pairs.Select(pair => pair.Key)]),
            values = session.Memory.Texts([.. pairs.Select(pair => pair.Value)]),
            count = (uint)pairs.Length,
        };
    }
}
