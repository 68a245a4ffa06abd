// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Tests;

namespace Tengen.Host.Tests;

/// <summary>Layers between host and plugin: stacked in order, over native and managed plugins, seen in what the host tells.</summary>
public sealed class LayerTests
{
    [Fact]
    public void Layers_are_called_in_the_order_named_and_the_plugin_keeps_its_identity()
    {
        var stacked = PluginLibrary.Load(Plugins.Tiny.Path, [Plugins.Layer("validate"), Plugins.Layer("pass")]);
        Assert.StartsWith("tengen-layer-validate", stacked.Name, StringComparison.Ordinal);
        Assert.EndsWith(Plugins.Tiny.Name, stacked.Name, StringComparison.Ordinal);
        Assert.Equal([Plugins.Layer("validate"), Plugins.Layer("pass")], stacked.Layers);
        Assert.Equal(Plugins.Tiny.Sha256, stacked.Sha256);
        Assert.Same(stacked, PluginLibrary.Load(Plugins.Tiny.Path, [Plugins.Layer("validate"), Plugins.Layer("pass")]));
        Assert.NotSame(stacked, PluginLibrary.Load(Plugins.Tiny.Path, [Plugins.Layer("pass"), Plugins.Layer("validate")]));
        Assert.Equal("tiny", Assert.Single(stacked.Devices()).Name);
    }

    [Theory]
    [InlineData("pass")]
    [InlineData("validate")]
    [InlineData("validate", "delay", "validate", "pass")]
    public void A_program_runs_through_layers_and_nothing_is_broken(params string[] layers)
    {
        using var device = PluginLibrary.Load(Plugins.Tiny.Path, [.. layers.Select(Plugins.Layer)]).Open();
        using var program = CompiledProgram.Create(device, Graphs.Add(4));
        using var left = DeviceBuffer.Allocate(device, 16);
        using var right = DeviceBuffer.Allocate(device, 16);
        using var sum = DeviceBuffer.Allocate(device, 16);
        left.Write(MemoryMarshal.AsBytes<float>([1, 2, 3, 4]));
        right.Write(MemoryMarshal.AsBytes<float>([10, 20, 30, 40]));
        for (var i = 0; i < 50; i++)
            program.Run(device.Queues[0], Argument.Of(left), Argument.Of(right), Argument.Of(sum));
        var result = new float[4];
        sum.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        Assert.Equal([11f, 22f, 33f, 44f], result);
        Assert.Empty(device.Violations);
        Assert.Empty(device.Library.Violations);
    }

    [Fact]
    public void An_optional_slot_is_used_only_where_the_plugin_has_it()
    {
        var over = FakePlugin.Plain.Under(Plugins.Layer("pass"));
        unsafe
        {
            Assert.True(over.Api.wait == null && over.Api.copy == null && over.Api.program_infer == null && over.Api.extension == null);
            Assert.True(FakePlugin.Waiting.Under(Plugins.Layer("pass")).Api.wait != null);
        }
    }

    [Fact]
    public void What_a_validation_layer_logs_is_a_violation_with_its_number()
    {
        var script = new FakeScript { Execute = (_, submission) => submission.Ticket == 1 ? Status.Pending : Status.Ok, Flags = DeviceFlags.Async };
        var device = FakePlugin.Plain.Under(Plugins.Layer("validate")).Open(0, script.Options);
        device.Queues[0].Submit(null, []);
        device.Queues[0].Submit(null, []);
        Assert.Contains(device.Violations, violation => violation.Rule == "TG-P-17" && violation.Text.Contains("ticket 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TG-P-18: ticket 3 was reported", "TG-P-18", "ticket 3 was reported")]
    [InlineData("TG-H-9: a callback", "TG-H-9", "a callback")]
    [InlineData("nothing TG-P-18: here", null, null)]
    [InlineData("TG-P-18 without a colon", null, null)]
    public void Lines_that_begin_with_a_number_are_read(string line, string? rule, string? text)
    {
        var read = Violation.Parse(line);
        Assert.Equal((rule, text), (read?.Rule, read?.Text));
    }

    [Fact]
    public void A_layer_alone_has_no_device_and_says_why()
    {
        var refusal = Assert.Throws<TengenException>(() => PluginLibrary.Load(Plugins.Layer("pass")).Devices());
        Assert.Contains("tg.layer/1", refusal.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_is_loaded_by_absolute_path_only() =>
        Assert.Equal(LoadFailure.RelativePath, Assert.Throws<PluginLoadException>(() => PluginLibrary.Load(Plugins.Tiny.Path, ["layer.so"])).Failure);
}
