// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;
using Tengen.Reference;

namespace Tengen.Host.Tests;

/// <summary>Whole graphs on one device.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public void A_static_graph_runs()
    {
        using var device = Plugins.Tiny.Open();
        using var model = CompiledModel.Compile(device, Graphs.AddConstantRelu([1, -5]), OperatorSet.Contracts);
        Assert.Equal([2f, 0f], model.Run(Tensor.Of<float>([1, 1], 2))[0].AsSpan<float>());
        Assert.Equal([1f, 3f], model.Run(Tensor.Of<float>([0, 8], 2))[0].AsSpan<float>());
    }

    [Fact]
    public void A_graph_with_symbols_runs_at_every_shape()
    {
        using var device = Plugins.Tiny.Open();
        using var model = CompiledModel.Compile(device, Dynamic(), OperatorSet.Contracts);
        Assert.Equal([3f, 0f], model.Run(Tensor.Of<float>([3, -1], 2))[0].AsSpan<float>());
        Assert.Equal([0f, 1f, 2f], model.Run(Tensor.Of<float>([-1, 1, 2], 3))[0].AsSpan<float>());
        model.Run(Tensor.Of<float>([3, -1], 2));
        Assert.Equal(2, model.CachedShapes);
        Assert.Equal("graph.binding", Assert.Throws<GraphException>(() => model.Run(Tensor.Of<float>([3, -1], 1, 2))).Rule);
        Assert.Equal("graph.binding", Assert.Throws<GraphException>(() => model.Run(Tensor.Of<long>([3L, 1L], 2))).Rule);
    }

    [Fact]
    public void IF_STATIC_means_one_program_per_shape()
    {
        var asked = 0;
        var script = new FakeScript
        {
            Flags = DeviceFlags.None,
            Verdict = _ => asked++ == 0 ? Tg.TG_IF_STATIC : Tg.TG_YES,
            Execute = (_, _) => Status.Ok,
        };
        using var device = script.Open();
        using (var model = CompiledModel.Compile(device, Dynamic(), OperatorSet.Contracts))
        {
            Assert.Null(model.Program);
            Assert.Equal(4, model.Run(new Tensor(DType.Float32, 4))[0].Count);
            model.Run(new Tensor(DType.Float32, 4));
            Assert.Equal(1, model.CachedShapes);
        }
        Assert.Equal(1, script.Ended.Count(name => name == "program"));
    }

    [Fact]
    public void A_graph_claimed_in_part_lists_what_was_not()
    {
        var script = new FakeScript { Verdict = node => node == 1 ? Tg.TG_NO : Tg.TG_YES };
        using var device = script.Open();
        var refused = Assert.Throws<NotClaimedException>(() => CompiledModel.Compile(device, Graphs.AddConstantRelu([1]), OperatorSet.Contracts));
        Assert.Equal([0, 1], refused.Nodes.Select(node => node.Index));
        Assert.Equal(SupportReason.Context, refused.Nodes[0].Support.Reason);
    }

    private static Graph.Graph Dynamic()
    {
        var builder = new GraphBuilder("main");
        var n = builder.Symbol(new Symbol("n", 1, 64));
        var x = builder.Input("x", DType.Float32, new Shape(n));
        var y = builder.Value("y", DType.Float32, Shape.Unknown);
        builder.Node("Relu", 13, [x], [y]);
        builder.Output(y);
        return builder.Build();
    }
}
