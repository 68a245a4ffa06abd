// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Onnx;

namespace Tengen.Tests;

public sealed class RandomWeightsTests
{
    [Fact]
    public void Every_constant_weight_of_squeezenet_is_replaced_and_a_seed_repeats()
    {
        var path = TestData.LightModels().Single(folder => folder.EndsWith("squeezenet", StringComparison.Ordinal));
        var graph = OnnxModel.Load(Path.Combine(path, "model.onnx")).Graph;
        var (first, second, other) = (RandomWeights.Fill(graph, 1), RandomWeights.Fill(graph, 1), RandomWeights.Fill(graph, 2));
        Assert.DoesNotContain(first.Nodes, node => node.Op == "ConstantOfShape");
        foreach (var conv in first.Nodes.Where(node => node.Op == "Conv"))
        {
            var weight = first.Values[conv.Inputs[1]].Constant!;
            var fanIn = weight.Dims.Skip(1).Aggregate(1.0, (product, dim) => product * dim);
            var variance = weight.AsSpan<float>().ToArray().Average(value => (double)value * value);
            Assert.InRange(variance * fanIn / 2, 0.8, 1.2);
            Assert.Equal(weight.AsBytes().ToArray(), second.Values[conv.Inputs[1]].Constant!.AsBytes().ToArray());
            Assert.NotEqual(weight.AsBytes().ToArray(), other.Values[conv.Inputs[1]].Constant!.AsBytes().ToArray());
        }
    }
}
