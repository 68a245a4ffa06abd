// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>How the host ends a device whose work does not end.</summary>
public sealed class CloseTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Work_that_hangs_is_ended_by_the_close_named_and_then_everything_is_freed()
    {
        var closes = 0;
        var script = new FakeScript
        {
            Patience = Short,
            Close = device =>
            {
                if (closes++ > 0)
                    return Status.Ok;
                device.Complete(0, 1, Status.DeviceLost, "closed");
                return Status.WrongState;
            },
        };
        var device = script.Open();
        var program = CompiledProgram.Create(device, Graphs.Add(4));
        var buffer = DeviceBuffer.Allocate(device, 32);
        var ticket = device.Queues[0].Submit(program, [Argument.Range(buffer, 0, 16), Argument.Range(buffer, 16, 16)]);
        device.Dispose();
        Assert.Equal(Status.DeviceLost, ticket.Poll()!.Value.Status);
        Assert.Equal(["buffer", "program", "device"], script.Ended.OrderBy(name => name == "device").ThenBy(name => name));
        var violation = Assert.Single(device.Violations);
        Assert.Equal("TG-P-18", violation.Rule);
        Assert.Contains("ticket 1 of queue 0", violation.Text, StringComparison.Ordinal);
        Assert.Contains("program 'fake'", violation.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_close_that_fails_leaves_the_device_open_and_its_memory_alone()
    {
        var script = new FakeScript { Patience = Short, Close = _ => Status.Internal };
        var device = script.Open();
        var buffer = DeviceBuffer.Allocate(device, 32);
        device.Queues[0].Submit(null, [Argument.Of(buffer)]);
        device.Dispose();
        Assert.Empty(script.Ended);
        Assert.Equal(["TG-P-18", "TG-P-22"], device.Violations.Select(violation => violation.Rule));
    }

    [Fact]
    public void A_refused_close_with_nothing_pending_changes_nothing()
    {
        var script = new FakeScript { Close = device => device.Script.Ended.Contains("buffer") ? Status.Ok : Status.WrongState, Execute = (_, _) => Status.Ok };
        using var device = script.Open();
        var buffer = DeviceBuffer.Allocate(device, 32);
        Assert.Equal(Status.WrongState, device.Close().Status);
        Assert.False(device.IsLost);
        Assert.True(device.Queues[0].Submit(null, [Argument.Of(buffer)]).Poll()!.Value.IsOk);
    }
}
