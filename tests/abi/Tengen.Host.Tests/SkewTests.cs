// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Tengen.Host.Tests;

/// <summary>This host and plugins built against the header of a simulated next minor (tests/abi/skew).</summary>
public sealed class SkewTests
{
    [Theory]
    [InlineData("rebuilt")]
    [InlineData("aware")]
    public void A_plugin_of_the_next_minor_computes(string kind)
    {
        using var device = PluginLibrary.Load(Plugins.Skew($"libtiny_{kind}.so")).Open();
        var graph = Graphs.AddConstantRelu([1, -2, 3, -4]);
        Assert.True(GraphQuery.Run(device, graph).IsClaimed);
        using var program = CompiledProgram.Create(device, graph);
        using var input = DeviceBuffer.Allocate(device, 16);
        using var output = DeviceBuffer.Allocate(device, 16);
        input.Write(MemoryMarshal.AsBytes<float>([1, 1, 1, 1]));
        program.Run(device.Queues[0], [Argument.Of(input), Argument.Of(output), .. Scratch(device, program)]);
        var result = new float[4];
        output.Read(MemoryMarshal.AsBytes(result.AsSpan()));
        Assert.Equal([2f, 0f, 4f, 0f], result);
        Assert.Empty(device.Violations);
    }

    [Theory]
    [InlineData("rebuilt")]
    [InlineData("aware")]
    public void A_plugin_of_the_next_minor_that_refuses_everything_says_why(string kind)
    {
        using var device = PluginLibrary.Load(Plugins.Skew($"libnull_{kind}.so")).Open();
        Assert.NotEmpty(Assert.Single(GraphQuery.Run(device, Graphs.Add(4)).Nodes).Text);
    }

    [Fact]
    public void A_device_with_a_feature_that_must_be_known_is_refused_by_name()
    {
        var refused = Assert.Throws<TengenException>(() => Open("device"));
        Assert.Equal((Status.Incompatible, "TG-H-15"), (refused.Status, refused.Rule));
        Assert.Contains("0x10000000000", refused.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_program_with_a_feature_that_must_be_known_is_refused_by_name()
    {
        using var device = Open("program");
        var refused = Assert.Throws<TengenException>(() => CompiledProgram.Create(device, Graphs.Add(4)));
        Assert.Equal((Status.Incompatible, "TG-H-15"), (refused.Status, refused.Rule));
    }

    [Fact]
    public void An_unknown_role_refuses_the_program()
    {
        using var device = Open("role");
        Assert.Throws<TengenException>(() => CompiledProgram.Create(device, Graphs.Add(4)));
    }

    [Fact]
    public void Unknown_flags_only_tell()
    {
        using var device = Open("flags");
        using var program = CompiledProgram.Create(device, Graphs.Add(4));
        Assert.Equal(3, program.Info.InputCount + program.Info.OutputCount);
    }

    [Fact]
    public void An_unknown_verdict_is_no()
    {
        using var device = Open("verdict");
        Assert.Equal(SupportVerdict.No, GraphQuery.Run(device, Graphs.Add(4)).Nodes[0].Verdict);
    }

    [Theory]
    [InlineData("detail", StatusClass.Resource)]
    [InlineData("class", StatusClass.Internal)]
    public void An_unknown_status_acts_as_its_class_and_an_unknown_class_as_internal(string tells, StatusClass acts)
    {
        using var device = Open(tells);
        Assert.Equal(acts, Assert.Throws<TengenException>(() => DeviceBuffer.Allocate(device, 16)).Status.Class);
    }

    [Fact]
    public void A_table_handed_to_a_newer_layer_is_no_longer_than_what_this_host_kept()
    {
        var library = PluginLibrary.Load(Plugins.Skew("libtiny_aware.so"), [Plugins.Skew("libnewer.so")]);
        Assert.True(library.Api.size <= (uint)System.Runtime.CompilerServices.Unsafe.SizeOf<Tengen.Abi.tg_api>());
        using var device = library.Open();
        Assert.True(GraphQuery.Run(device, Graphs.Add(4)).IsClaimed);
    }

    [Fact]
    public void A_line_of_an_unknown_level_is_kept()
    {
        using var device = Open("level");
        Assert.Contains(device.Log, line => line.Text.Contains("came later", StringComparison.Ordinal));
    }

    private static Device Open(string tells) => PluginLibrary.Load(Plugins.Tiny.Path, [Plugins.Skew("libnewer.so")])
        .Open(0, new DeviceOptions { Settings = ImmutableDictionary<string, string>.Empty.Add("newer.tells", tells) });

    private static IEnumerable<Argument> Scratch(Device device, CompiledProgram program) =>
        program.Info.HasScratch ? [Argument.Of(DeviceBuffer.Allocate(device, program.Info.Arguments[^1].Bytes))] : [];
}
