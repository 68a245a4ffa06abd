// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;

namespace Tengen.Plugin.Tests;

[Collection(nameof(Misbehaviour.Gate))]
public sealed unsafe class TimelineTests : IDisposable
{
    private readonly Session _session = new(SampleBackend.Worker, queues: 2);
    private readonly Timelines _timelines;

    public TimelineTests() => _timelines = new Timelines(_session);

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_timeline_grows_by_the_hosts_signals_and_never_shrinks()
    {
        var timeline = _timelines.Create(3);
        Assert.Equal(Tg.TG_OK, _timelines.Wait(timeline, 3, 0));
        Assert.Equal(Tg.TG_PENDING, _timelines.Wait(timeline, 4, 0));
        Assert.Equal(Tg.TG_PENDING, _timelines.Wait(timeline, 4, 1_000_000));
        Assert.Equal(Tg.TG_OK, _timelines.Signal(timeline, 9));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Signal(timeline, 9));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Signal(timeline, 8));
        Assert.Contains("stands at 9", _session.Text, StringComparison.Ordinal);
        Assert.Equal(9ul, _timelines.Value(timeline));
        _session.Check(_timelines.Destroy(timeline));
    }

    [Fact]
    public void A_submission_waits_before_the_signal_and_signals_when_it_has_ended()
    {
        var gate = _timelines.Create();
        var done = _timelines.Create();
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(1, 0, [Timelines.Point(gate, 1)], [Timelines.Point(done, 7)]));
        Assert.Equal(Tg.TG_PENDING, _timelines.Wait(done, 7, 20_000_000));
        Assert.Empty(_session.Reports);
        _session.Check(_timelines.Signal(gate, 1));
        _session.Check(_timelines.Wait(done, 7));
        Assert.Equal(7ul, _timelines.Value(done));
        Settle(0, 1);
        _session.Check(_timelines.Destroy(gate));
        _session.Check(_timelines.Destroy(done));
    }

    [Fact]
    public void Queues_pass_values_back_and_forth_on_one_timeline()
    {
        var timeline = _timelines.Create();
        for (var i = 1ul; i <= 4; i++)
        {
            Assert.Equal(Tg.TG_PENDING, _timelines.Execute(i, 1, [Timelines.Point(timeline, (2 * i) - 1)], [Timelines.Point(timeline, 2 * i)]));
            Assert.Equal(Tg.TG_PENDING, _timelines.Execute(i, 0, [Timelines.Point(timeline, (2 * i) - 2)], [Timelines.Point(timeline, (2 * i) - 1)]));
        }
        _session.Check(_timelines.Wait(timeline, 8));
        Settle(0, 4);
        Settle(1, 4);
        Assert.Equal(8ul, _timelines.Value(timeline));
        _session.Check(_timelines.Destroy(timeline));
    }

    [Fact]
    public void The_timeline_of_a_queue_counts_its_tickets_and_is_the_devices()
    {
        Assert.Equal(Tg.TG_PENDING, _session.Execute(null, 5, 1));
        Settle(1, 5);
        var timeline = _timelines.OfQueue(1);
        Assert.True(timeline == _timelines.OfQueue(1));
        Assert.Equal(5ul, _timelines.Value(timeline));
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(1, 0, [Timelines.Point(timeline, 9)], []));
        Assert.Equal(Tg.TG_PENDING, _session.Execute(null, 9, 1));
        _session.Check(_timelines.Wait(timeline, 9));
        Settle(0, 1);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Signal(timeline, 10));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Execute(2, 0, [], [Timelines.Point(timeline, 10)]));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Destroy(timeline));
        Assert.Equal("TG-H-5", _session.Rule);
        tg_timeline* none;
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.OfQueue(2, &none));
    }

    [Fact]
    public void Failed_and_cancelled_submissions_signal_and_refused_ones_do_not()
    {
        var timeline = _timelines.Create();
        var gate = _timelines.Create();
        var bad = _session.Create(Graphs.Throwing("Execute", "failed"));
        var x = _session.Memory.One(1f);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Execute(1, 0, [], [Timelines.Point(timeline, 1)], bad, Host(x)));
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(2, 0, [], [Timelines.Point(timeline, 2)], bad, Host(x), Host(x)));
        _session.Check(_timelines.Wait(timeline, 2));
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(3, 0, [Timelines.Point(gate, 1)], [Timelines.Point(timeline, 3)]));
        var cancel = new tg_ticket { size = (uint)sizeof(tg_ticket), ticket = 3 };
        _session.Check(Session.Api->cancel(_session.Device, &cancel, _session.Error));
        _session.Check(_timelines.Wait(timeline, 3));
        Settle(0, 3);
        Assert.Equal([(2ul, Tg.TG_EXECUTION_FAILED), (3ul, Tg.TG_CANCELLED)], _session.Reports.Select(report => (report.Ticket, report.Status)));
        _session.Check(_session.Destroy(bad));
        _session.Check(_timelines.Destroy(timeline));
        _session.Check(_timelines.Destroy(gate));
    }

    [Fact]
    public void A_lost_device_releases_waits_and_signals_nothing()
    {
        var never = _timelines.Create();
        var after = _timelines.Create();
        var lost = _session.Create(Graphs.Throwing("Execute", "lost"));
        var x = _session.Memory.One(1f);
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(1, 1, [Timelines.Point(never, 1)], [Timelines.Point(after, 1)]));
        Assert.Equal(Tg.TG_PENDING, _session.Execute(lost, 1, 0, Host(x), Host(x)));
        Assert.Equal(Tg.TG_DEVICE_LOST, _timelines.Wait(never, 1));
        Settle(0, 1);
        Settle(1, 1);
        Assert.All(_session.Reports, report => Assert.Equal(Tg.TG_DEVICE_LOST, report.Status));
        Assert.Equal(0ul, _timelines.Value(after));
        Assert.Equal(Tg.TG_DEVICE_LOST, _timelines.Create(new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc) }, out _));
        _session.Check(_session.Destroy(lost));
        _session.Check(_timelines.Destroy(never));
        _session.Check(_timelines.Destroy(after));
    }

    [Fact]
    public void A_close_ends_what_waits_and_refuses_while_timelines_live()
    {
        var timeline = _timelines.Create();
        Assert.Equal(Tg.TG_PENDING, _timelines.Execute(1, 0, [Timelines.Point(timeline, 1)], []));
        Assert.Equal(Tg.TG_WRONG_STATE, _timelines.Destroy(timeline));
        Assert.Equal(Tg.TG_WRONG_STATE, _session.Close(_session.Device));
        Assert.Equal([(1ul, Tg.TG_DEVICE_LOST)], _session.Reports.Select(report => (report.Ticket, report.Status)));
        _session.Check(_timelines.Destroy(timeline));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Destroy(timeline));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Wait(timeline, 0));
    }

    [Fact]
    public void Malformed_calls_are_refused_by_rule()
    {
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Create(new tg_timeline_desc { size = 4 }, out _));
        Assert.Equal(Tg.TG_TOO_NEW, _timelines.Create(new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), reserved = 1 }, out _));
        Assert.Equal(Tg.TG_UNSUPPORTED, _timelines.Create(new tg_timeline_desc { size = (uint)sizeof(tg_timeline_desc), export_kinds = 2 }, out _));
        var timeline = _timelines.Create();
        Assert.Equal(Tg.TG_TOO_NEW, _timelines.Signal(timeline, 1, flags: 1));
        Assert.Equal(Tg.TG_TOO_NEW, _timelines.Execute(1, 0, [Timelines.Point(timeline, 1) with { flags = 1 }], []));
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, _timelines.Execute(2, 0, [], [default]));
        Assert.Equal("TG-H-7", _session.Rule);
        using var other = new Session(SampleBackend.Worker);
        Assert.Equal(Tg.TG_INVALID_ARGUMENT, new Timelines(other).Execute(1, 0, [Timelines.Point(timeline, 0)], []));
        using var blocking = new Session();
        Assert.Throws<InvalidOperationException>(() => new Timelines(blocking));
        _session.Check(_timelines.Destroy(timeline));
    }

    private static tg_arg Host(float* memory) => new() { kind = Tg.TG_ARG_HOST, offset = (ulong)memory, bytes = 4 };

    private void Settle(uint queue, ulong ticket)
    {
        var desc = new tg_ticket { size = (uint)sizeof(tg_ticket), queue = queue, ticket = ticket, timeout_ns = Tg.TG_FOREVER };
        _session.Check(Session.Api->wait(_session.Device, &desc, _session.Error));
    }
}
