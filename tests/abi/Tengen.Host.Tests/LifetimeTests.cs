// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Host.Tests;

/// <summary>When the host frees what it made.</summary>
public sealed class LifetimeTests
{
    [Fact]
    public void Buffers_and_programs_are_freed_when_the_last_submission_that_uses_them_ends()
    {
        var script = new FakeScript();
        using var device = script.Open();
        var program = CompiledProgram.Create(device, Graphs.Add(4));
        var buffer = DeviceBuffer.Allocate(device, 32);
        var ticket = device.Queues[0].Submit(program, [Argument.Range(buffer, 0, 16), Argument.Range(buffer, 16, 16)]);
        program.Dispose();
        buffer.Dispose();
        Assert.Empty(script.Ended);
        script.Device.Complete(0, ticket.Number);
        ticket.Join();
        Assert.Equal(["buffer", "program"], script.Ended.Order());
    }

    [Fact]
    public void A_device_frees_its_children_before_it_closes_each_once()
    {
        var script = new FakeScript();
        var device = script.Open();
        CompiledProgram.Create(device, Graphs.Add(4)).Dispose();
        var buffer = DeviceBuffer.Allocate(device, 32);
        DeviceBuffer.Allocate(device, 32);
        CompiledProgram.Create(device, Graphs.Add(4));
        device.Dispose();
        device.Dispose();
        buffer.Dispose();
        Assert.Equal(["buffer", "buffer", "device", "program", "program"], script.Ended.Order());
        Assert.Equal("device", script.Ended.Last());
    }

    [Fact]
    public void A_disposed_buffer_is_refused_and_the_queue_stays_usable()
    {
        var script = new FakeScript { Execute = (_, _) => Status.Ok };
        using var device = script.Open();
        var gone = DeviceBuffer.Allocate(device, 16);
        using var kept = DeviceBuffer.Allocate(device, 16);
        gone.Dispose();
        Assert.Throws<ObjectDisposedException>(() => device.Queues[0].Submit(null, [Argument.Of(kept), Argument.Of(gone)]));
        Assert.Equal(0, kept.Users);
        Assert.True(device.Queues[0].Submit(null, [Argument.Of(kept)]).Poll()!.Value.IsOk);
    }

    [Fact]
    public async Task Mapping_waits_for_submissions_that_use_the_buffer()
    {
        var script = new FakeScript();
        using var device = script.Open();
        using var buffer = DeviceBuffer.Allocate(device, 16);
        var ticket = device.Queues[0].Submit(null, [Argument.Of(buffer)]);
        var mapping = Task.Run(() => buffer.Map(MapAccess.Read, 0, 16));
        Assert.False(await Background.Ends(mapping));
        script.Device.Complete(0, ticket.Number);
        (await mapping).Dispose();
    }

    [Fact]
    public void Log_lines_arrive_with_control_characters_made_visible()
    {
        var script = new FakeScript();
        using var device = script.Open();
        script.Device.Log(2, "hot \u001b[31m");
        script.Device.Log(99, "deep");
        Assert.Equal([new LogLine(LogLevel.Warning, "hot \\u001b[31m"), new LogLine(LogLevel.Trace, "deep")], device.Log);
    }
}
