// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Tengen.Graph;
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class RandomWeightsRuleTests
{
    private static Tengen.Graph.Graph Shaped(long[] dims, params Proto[] attributes)
    {
        var node = Proto.Node("ConstantOfShape", ["s"], ["w"]).Text(3, "fill");
        foreach (var attribute in attributes)
            node.Message(5, attribute);
        var shape = new Proto().Int(1, (ulong)dims.Length).Int(2, 7).Text(8, "s").Raw(9, MemoryMarshal.AsBytes<long>(dims).ToArray());
        return Proto.Model(Proto.Graph("x", "y", node, Proto.Node("Mul", ["x", "w"], ["y"])).Message(5, shape)).Read().Graph;
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MinValue, 2L)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(1L << 40, 1L << 20)]
    [InlineData(1L << 34)]
    [InlineData(1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L, 1L)]
    public void A_weight_of_hostile_dims_is_refused_with_its_node(params long[] dims) =>
        Assert.Equal("fill", Assert.Throws<OnnxException>(() => RandomWeights.Fill(Shaped(dims), 1)).Field);

    [Fact]
    public void Weights_count_together()
    {
        var graph = Shaped([16, 16]);
        Assert.Throws<OnnxException>(() => RandomWeights.Fill(graph, 1, new OnnxLimits { ExpandedBytes = 1023 }));
        Assert.Equal(256, RandomWeights.Fill(graph, 1, new OnnxLimits { ExpandedBytes = 1024 }).Values.Single(value => value.Name == "w").Constant!.Count);
    }

    [Fact]
    public void A_fill_value_that_is_no_tensor_leaves_the_node() =>
        Assert.Equal(2, RandomWeights.Fill(Shaped([2], new Proto().Text(1, "value").Int(3, 5).Int(20, 2)), 1).Nodes.Length);

    [Fact]
    public void Omitted_inputs_and_outputs_lead_to_no_reader()
    {
        var graph = Proto.Model(Proto.Graph("x", "y", Proto.Node("Identity", ["w"], [""]), Proto.Node("Identity", [""], [""]), Proto.Node("Abs", ["x"], ["y"]))
            .Message(5, new Proto().Int(1, 2).Int(2, 1).Text(8, "w").Raw(9, new byte[8]))).Read().Graph;
        Assert.NotEqual(0, RandomWeights.Fill(graph, 1).Values.Single(value => value.Name == "w").Constant!.AsSpan<float>()[0]);
    }
}
