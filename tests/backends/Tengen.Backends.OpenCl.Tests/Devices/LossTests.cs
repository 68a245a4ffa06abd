// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Graph;
using Tengen.Host;

namespace Tengen.Backends.OpenCl.Tests.Devices;

public sealed class LossTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void A_loss_in_the_middle_ends_every_ticket_and_touches_nothing_afterwards(int after)
    {
        using var device = Host.Open(2, ("lose_after", after.ToString(CultureInfo.InvariantCulture)));
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2, 3, -4], 4)));
        using var x = Host.Upload(device, new byte[16]);
        DeviceBuffer[] results = [.. Enumerable.Range(0, 20).Select(_ => Host.Upload(device, Poison))];
        using var start = Timeline.Create(device);
        var gate = device.Queues[0].Submit(null, [], new Syncs { TimelineWaits = [new(start, 1)] });
        Ticket[] tickets = [.. results.Select(result => device.Queues[0].Submit(program, [Argument.Of(x), Argument.Of(result)]))];
        var other = device.Queues[1].Submit(null, [], new Syncs { TimelineWaits = [new(start, 2)] });
        start.Signal(1);
        var ends = tickets.Select(ticket => ticket.Wait()!.Value.Status).ToArray();

        Assert.True(gate.Wait()!.Value.IsOk);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => i < after ? Status.Ok : Status.DeviceLost), ends);
        Assert.Equal(Status.DeviceLost, other.Wait()!.Value.Status);
        for (var i = 0; i < results.Length; i++)
            Assert.Equal(i + 1 < after ? Expected : Poison, Host.Download(results[i]));
        foreach (var result in results)
            result.Dispose();
    }

    [Fact]
    public void A_copy_counts_and_a_lost_device_takes_no_more_work()
    {
        using var device = Host.Open(1, ("lose_after", "1"));
        using var from = Host.Upload(device, Expected);
        using var to = Host.Upload(device, Poison);
        Assert.Equal(Status.DeviceLost, device.Queues[0].Copy(from, 0, to, 0, 16).Wait()!.Value.Status);
        Assert.Equal(Poison, Host.Download(to));
        var refused = Assert.Throws<TengenException>(() => device.Queues[0].Submit(null, []).Join());
        Assert.Equal(Status.DeviceLost, refused.Status);
    }

    [Fact]
    public void A_device_opens_again_beside_and_after_a_lost_one()
    {
        using (var lost = Host.Open(1, ("lose_after", "1")))
        {
            using var buffer = Host.Upload(lost, Poison);
            Assert.Equal(Status.DeviceLost, lost.Queues[0].Copy(buffer, 0, buffer, 8, 8).Wait()!.Value.Status);
            Run();
        }
        Run();
    }

    [Fact]
    public void The_option_takes_a_count()
    {
        var refused = Assert.Throws<TengenException>(() => Host.Open(1, ("lose_after", "soon")));
        Assert.Equal(Status.InvalidArgument, refused.Status);
        Assert.Contains("lose_after", refused.Message, StringComparison.Ordinal);
    }

    private static byte[] Poison { get; } = [.. Enumerable.Repeat((byte)0xcd, 16)];

    /// <summary>relu(0 + [1, 2, 3, -4])</summary>
    private static byte[] Expected { get; } = [.. new[] { 1f, 2, 3, 0 }.SelectMany(BitConverter.GetBytes)];

    private static void Run()
    {
        using var device = Host.Open();
        using var program = CompiledProgram.Create(device, Host.AddRelu(Tensor.Of<float>([1, 2, 3, -4], 4)));
        using var x = Host.Upload(device, new byte[16]);
        using var y = Host.Upload(device, Poison);
        device.Queues[0].Submit(program, [Argument.Of(x), Argument.Of(y)]).Join();
        Assert.Equal(Expected, Host.Download(y));
    }
}
