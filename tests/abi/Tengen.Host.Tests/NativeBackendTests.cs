// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Tengen.Graph;

namespace Tengen.Host.Tests;

/// <summary>The whole way from a file to results, with the C backends.</summary>
public sealed class NativeBackendTests
{
    [Fact]
    public void A_library_says_what_it_is()
    {
        var tiny = Plugins.Tiny;
        Assert.Equal(64, tiny.Sha256!.Length);
        Assert.Same(tiny, PluginLibrary.Load(tiny.Path));
        var description = Assert.Single(tiny.Devices());
        Assert.Equal("tiny", description.Name);
        Assert.NotEmpty(description.Queues);
    }

    [Fact]
    public void A_graph_with_a_constant_compiles_and_runs()
    {
        using var device = Plugins.Tiny.Open();
        var graph = Graphs.AddConstantRelu([1, -2, 3, -4]);
        Assert.True(GraphQuery.Run(device, graph).IsClaimed);
        using var program = CompiledProgram.Create(device, graph);
        Assert.Equal(1, program.Info.InputCount);
        Assert.Equal(new Shape(4), program.Info.Arguments[1].Shape);
        using var input = DeviceBuffer.Allocate(device, 16);
        using var output = DeviceBuffer.Allocate(device, 16);
        input.Write(MemoryMarshal.AsBytes<float>([1, 1, 1, 1]));
        program.Run(device.Queues[0], Scratched(program, Argument.Of(input), Argument.Of(output)));
        var result = new float[4];
        output.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        Assert.Equal([2f, 0f, 4f, 0f], result);
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void Mapped_copies_allocate_nothing()
    {
        using var device = Plugins.Tiny.Open();
        using var buffer = DeviceBuffer.Allocate(device, 16);
        var (given, got) = (new byte[] { 1, 2, 3, 4 }, new byte[4]);
        buffer.Write(given, 8);
        buffer.Read(got, 8);
        Assert.Equal(given, got);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            buffer.Write(given, 8);
            buffer.Read(got, 8);
        }
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_run_that_outlasts_its_patience_fails_and_the_device_goes_on()
    {
        var slow = new DeviceOptions { Settings = ImmutableDictionary<string, string>.Empty.Add("mode", "async").Add("delay_us", "300000") };
        using var device = Plugins.Tiny.Open(0, slow);
        using var program = CompiledProgram.Create(device, Graphs.AddConstantRelu([1, -2, 3, -4]));
        using var input = DeviceBuffer.Allocate(device, 16);
        using var output = DeviceBuffer.Allocate(device, 16);
        var arguments = Scratched(program, Argument.Of(input), Argument.Of(output));
        var failure = Assert.Throws<TengenException>(() => device.Queues[0].Run(program, arguments, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("TG-P-18", failure.Rule);
        device.Queues[0].Run(program, arguments, TimeSpan.FromMinutes(1));
        Assert.Empty(device.Violations);
    }

    [Fact]
    public void What_a_device_does_not_take_is_answered_with_a_reason()
    {
        using var device = Plugins.Tiny.Open();
        var query = GraphQuery.Run(device, Graphs.Binary("Add", 14, new Shape(2), new Shape(2), new Shape(2), domain: "com.example"));
        var answer = Assert.Single(query.Nodes);
        Assert.Equal(SupportVerdict.No, answer.Verdict);
        Assert.NotEqual(SupportReason.None, answer.Reason);
        Assert.False(query.IsClaimed);
    }

    [Fact]
    public void Arguments_that_do_not_fit_fail_their_ticket_and_the_next_one_works()
    {
        using var device = Plugins.Tiny.Open();
        using var program = CompiledProgram.Create(device, Graphs.Add(4));
        using var buffer = DeviceBuffer.Allocate(device, 64);
        var queue = device.Queues[0];
        var refused = queue.Submit(program, [Argument.Of(buffer)]);
        var end = refused.Wait()!.Value;
        Assert.Equal(Status.InvalidArgument, end.Status);
        Assert.NotEmpty(end.Text);
        var ok = queue.Submit(program, Scratched(program, Argument.Range(buffer, 0, 16), Argument.Range(buffer, 16, 16), Argument.Range(buffer, 32, 16)));
        Assert.True(ok.Wait()!.Value.IsOk);
    }

    [Fact]
    public void The_null_backend_opens_and_refuses_every_node()
    {
        using var device = Plugins.Null.Open();
        var query = GraphQuery.Run(device, Graphs.Add(4));
        Assert.All(query.Nodes, node => Assert.Equal(SupportVerdict.No, node.Verdict));
        var refusal = Assert.Throws<TengenException>(() => CompiledProgram.Create(device, Graphs.Add(4)));
        Assert.Equal(StatusClass.Declined, refusal.Status.Class);
        Assert.NotEmpty(refusal.Text);
    }

    private static Argument[] Scratched(CompiledProgram program, params Argument[] arguments) => program.Info.HasScratch
        ? [.. arguments, Argument.Of(DeviceBuffer.Allocate(program.Device, program.Info.Arguments[^1].Bytes))]
        : arguments;
}
