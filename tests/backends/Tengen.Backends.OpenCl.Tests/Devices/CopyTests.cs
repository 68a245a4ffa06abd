// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Backends.OpenCl.Tests.Devices;

public sealed class CopyTests
{
    private static readonly byte[] Numbers = [.. Enumerable.Range(0, 100).Select(i => (byte)i)];

    [Fact]
    public void Exactly_the_range_given_moves_between_buffers()
    {
        using var device = Host.Open();
        using var from = Host.Upload(device, Numbers);
        using var to = Host.Upload(device, new byte[100]);
        device.Queues[0].Copy(from, 7, to, 31, 13).Join();
        Assert.Equal([.. new byte[31], .. Numbers[7..20], .. new byte[56]], Host.Download(to));
        Assert.Equal(Numbers, Host.Download(from));
    }

    [Fact]
    public void Ranges_of_one_buffer_may_touch_and_not_overlap()
    {
        using var device = Host.Open();
        using var buffer = Host.Upload(device, Numbers);
        device.Queues[0].Copy(buffer, 0, buffer, 20, 20).Join();
        Assert.Equal([.. Numbers[..20], .. Numbers[..20], .. Numbers[40..]], Host.Download(buffer));
        var before = Host.Download(buffer);
        foreach (var (source, destination) in new[] { (0ul, 19ul), (19ul, 0ul), (5ul, 5ul) })
        {
            var end = device.Queues[0].Copy(buffer, source, buffer, destination, 20).Wait()!.Value;
            Assert.Equal((Status.InvalidArgument, "TG-H-19"), (end.Status, end.Rule));
        }
        Assert.Equal(before, Host.Download(buffer));
    }

    [Fact]
    public void Host_memory_is_a_source_and_a_destination()
    {
        using var device = Host.Open();
        using var buffer = Host.Upload(device, new byte[100]);
        var target = new Tensor(DType.UInt8, [50]);
        device.Queues[0].Copy(CopyEnd.Of(Tensor.Of<byte>(Numbers, 100)), CopyEnd.Of(buffer, 10), 90).Join();
        device.Queues[0].Copy(CopyEnd.Of(buffer, 40), CopyEnd.Of(target), 50).Join();
        Assert.Equal(Numbers[30..80], target.AsBytes().ToArray());
        Assert.Equal([.. new byte[10], .. Numbers[..90]], Host.Download(buffer));
    }

    [Fact]
    public void An_empty_copy_completes()
    {
        using var device = Host.Open();
        using var buffer = Host.Upload(device, Numbers);
        device.Queues[0].Copy(buffer, 100, buffer, 100, 0).Join();
        Assert.Equal(Numbers, Host.Download(buffer));
    }

    [Fact]
    public void A_copy_waits_for_a_point_and_signals_one()
    {
        using var device = Host.Open(queues: 2);
        using var from = Host.Upload(device, Numbers);
        using var to = Host.Upload(device, new byte[100]);
        using var timeline = Timeline.Create(device);
        var copied = device.Queues[0].Copy(CopyEnd.Of(from), CopyEnd.Of(to), 100, new Syncs { TimelineWaits = [new(timeline, 1)], Signals = [new(timeline, 2)] });
        Assert.Null(copied.Wait(TimeSpan.FromMilliseconds(20)));
        Assert.False(timeline.Wait(2, TimeSpan.FromMilliseconds(1)));
        timeline.Signal(1);
        Assert.True(timeline.Wait(2));
        Assert.Equal(Numbers, Host.Download(to));
        copied.Join();
    }

    [Fact]
    public void Queues_take_turns_on_one_timeline()
    {
        using var device = Host.Open(queues: 2);
        using var a = Host.Upload(device, Numbers);
        using var b = Host.Upload(device, new byte[100]);
        using var timeline = Timeline.Create(device);
        for (var i = 0ul; i < 25; i++)
        {
            device.Queues[1].Copy(CopyEnd.Of(b, i), CopyEnd.Of(a, i + 1), 1, new Syncs { TimelineWaits = [new(timeline, (2 * i) + 1)], Signals = [new(timeline, (2 * i) + 2)] });
            device.Queues[0].Copy(CopyEnd.Of(a, i), CopyEnd.Of(b, i), 1, new Syncs { TimelineWaits = [new(timeline, 2 * i)], Signals = [new(timeline, (2 * i) + 1)] });
        }
        Assert.True(timeline.Wait(50));
        Assert.Equal(new byte[26], Host.Download(a)[..26]);
        Assert.Equal(Numbers[26..], Host.Download(a)[26..]);
    }
}
