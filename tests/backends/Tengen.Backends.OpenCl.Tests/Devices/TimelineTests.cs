// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Backends.OpenCl.Tests.Devices;

public sealed class TimelineTests
{
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Fact]
    public void A_queue_takes_all_it_can_hold_while_another_one_waits_for_a_point()
    {
        using var device = Host.Open(queues: 2);
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2, 3, -4], 4)));
        using var zero = Host.Upload(device, new byte[16]);
        using var early = Host.Upload(device, new byte[16]);
        using var late = Host.Upload(device, new byte[16]);
        using var start = Timeline.Create(device);
        Ticket[] waiting = [.. Enumerable.Range(0, 60).Select(_ => device.Queues[0].Submit(program, [Argument.Of(zero), Argument.Of(late)], new Syncs { TimelineWaits = [new(start, 1)] }))];
        for (var i = 0; i < 200; i++)
            device.Queues[1].Submit(program, [Argument.Of(zero), Argument.Of(early)]).Join();
        Assert.Equal(Expected, Host.Download(early));
        Assert.All(waiting, ticket => Assert.Null(ticket.Wait(TimeSpan.Zero)));
        start.Signal(1);
        Assert.All(waiting, ticket => Assert.True(ticket.Wait()!.Value.IsOk));
        Assert.Equal(Expected, Host.Download(late));
    }

    [Fact]
    public void Queues_pass_results_on_without_the_host()
    {
        using var device = Host.Open(queues: 2);
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 1, 1, 1], 4)));
        using var timeline = Timeline.Create(device);
        DeviceBuffer[] cells = [.. Enumerable.Range(0, 101).Select(_ => Host.Upload(device, new byte[16]))];
        for (var i = 0; i < 100; i++)
            device.Queues[i % 2].Submit(program, [Argument.Of(cells[i]), Argument.Of(cells[i + 1])], new Syncs { TimelineWaits = [new(timeline, (ulong)i)], Signals = [new(timeline, (ulong)i + 1)] });
        Assert.True(timeline.Wait(100));
        foreach (var queue in device.Queues)
            queue.Submit(null, []).Join();
        Assert.Equal([.. Enumerable.Repeat(100f, 4).SelectMany(BitConverter.GetBytes)], Host.Download(cells[100]));
        foreach (var cell in cells)
            cell.Dispose();
    }

    [Fact]
    public void A_higher_signal_of_the_host_lets_go_what_a_waiting_submission_would_have_signalled()
    {
        using var device = Host.Open(queues: 2);
        using var timeline = Timeline.Create(device);
        using var never = Timeline.Create(device);
        var promised = device.Queues[0].Submit(null, [], new Syncs { TimelineWaits = [new(never, 1)], Signals = [new(timeline, 1)] });
        var waiting = device.Queues[1].Submit(null, [], new Syncs { TimelineWaits = [new(timeline, 1)] });
        timeline.Signal(2);
        waiting.Join();
        Assert.Null(promised.Wait(TimeSpan.Zero));
        never.Signal(1);
        promised.Join();
        Assert.Equal(2ul, timeline.Value);
    }

    [Fact]
    public void A_close_under_load_ends_what_waits_and_what_stands_behind_it()
    {
        var device = Host.Open(queues: 2);
        var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2, 3, -4], 4)));
        var (zero, result) = (Host.Upload(device, new byte[16]), Host.Upload(device, new byte[16]));
        var never = Timeline.Create(device);
        Ticket[] tickets = [.. Enumerable.Range(0, 60).Select(i => device.Queues[i % 2].Submit(program, [Argument.Of(zero), Argument.Of(result)],
            i % 10 < 2 ? new Syncs { TimelineWaits = [new(never, (ulong)i + 1)], Signals = [new(never, 1000)] } : default))];
        Assert.Equal(Status.WrongState, device.Close().Status);
        Assert.All(tickets, ticket => Assert.Equal(Status.DeviceLost, ticket.Wait()!.Value.Status));
        Assert.Equal(0ul, never.Value);
        foreach (var child in new DeviceChild[] { program, zero, result, never })
            child.Dispose();
        Assert.True(device.Close().IsOk);
    }

    [Fact]
    public void A_host_bridges_from_a_point_on_one_device_to_work_on_another()
    {
        using var first = Host.Open();
        using var second = Host.Open();
        using var from = Host.Upload(first, Numbers);
        using var to = Host.Upload(second, new byte[100]);
        using var gate = Timeline.Create(first);
        var between = new Tensor(DType.UInt8, [100]);
        var read = first.Queues[0].Copy(CopyEnd.Of(from), CopyEnd.Of(between), 100, new Syncs { TimelineWaits = [new(gate, 1)] });
        var written = second.Queues[0].Copy(CopyEnd.Of(between), CopyEnd.Of(to), 100, new Syncs { Waits = [read] });
        Assert.Null(written.Wait(TimeSpan.Zero));
        gate.Signal(1);
        written.Join();
        Assert.Equal(Numbers, Host.Download(to));
        Assert.Null(gate.Share(second));
    }

    /// <summary>relu(0 + [1, 2, 3, -4])</summary>
    private static byte[] Expected { get; } = [.. new[] { 1f, 2, 3, 0 }.SelectMany(BitConverter.GetBytes)];
}
