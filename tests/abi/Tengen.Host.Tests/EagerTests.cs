// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference;

namespace Tengen.Host.Tests;

/// <summary>Single operators through the program cache.</summary>
public sealed class EagerTests : IDisposable
{
    private readonly Device _device = Plugins.Tiny.Open();
    private readonly EagerRunner _runner;

    public EagerTests() => _runner = new EagerRunner(_device.Queues[0], OperatorSet.Contracts);

    public void Dispose()
    {
        _runner.Dispose();
        _device.Dispose();
    }

    [Fact]
    public void An_operator_runs_and_its_program_is_kept()
    {
        var add = new EagerOp("Add", 14);
        var (a, b, c) = (Upload(1, 2, 3), Upload(10, 20, 30), Upload(0, 0, 0));
        _runner.Run(add, [a, b], [c]);
        _runner.Run(add, [c, b], [c]);
        Assert.Equal([21f, 42f, 63f], c.Download().AsSpan<float>());
        Assert.Equal(1, _runner.Count);
    }

    [Fact]
    public void Other_dims_dtypes_or_attributes_are_other_programs()
    {
        var (a, c) = (Upload(1, 2), Upload(0, 0));
        var (wide, wideResult) = (Upload(1, 2, 3), Upload(0, 0, 0));
        var relu = new EagerOp("Relu", 14);
        _runner.Run(relu, [a], [c]);
        _runner.Run(relu, [wide], [wideResult]);
        _runner.Run(new EagerOp("Relu", 6), [a], [c]);
        Assert.Equal(3, _runner.Count);
    }

    [Fact]
    public void A_call_that_finds_its_program_allocates_nothing()
    {
        var add = new EagerOp("Add", 14);
        var (a, b, c) = (Upload(1, 2), Upload(3, 4), Upload(0, 0));
        for (var i = 0; i < 100; i++)
            _runner.Run(add, [a, b], [c]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
            _runner.Run(add, [a, b], [c]);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_the_device_does_not_take_names_the_node()
    {
        var (a, b) = (Upload(1, 2), Upload(0, 0));
        var refused = Assert.Throws<NotClaimedException>(() => _runner.Run(new EagerOp("Add", 14, "com.example"), [a, b], [b]));
        Assert.Equal(SupportReason.Op, Assert.Single(refused.Nodes).Support.Reason);
        Assert.Contains("com.example.Add", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_of_other_dims_is_refused_before_the_device_is_asked()
    {
        var (a, c) = (Upload(1, 2), Upload(0, 0, 0));
        Assert.Equal("op:Relu.outputs", Assert.Throws<GraphException>(() => _runner.Run(new EagerOp("Relu", 14), [a], [c])).Rule);
    }

    private DeviceTensor Upload(params float[] values) => DeviceTensor.Upload(_device, Tensor.Of<float>(values, values.Length));
}
