// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

using Graph = Tengen.Graph.Graph;

public sealed class NormalizationTests
{
    [Fact]
    public void Log_softmax_keeps_small_probabilities()
    {
        var x = Tensor.Of<float>([0, -200, 3, 1000, 1000, 999], 2, 3);
        var y = Run(One("LogSoftmax", 13, [x], (DType.Float32, [2, 3])), x).AsSpan<float>();
        var sum = Math.Log(1 + Math.Exp(-3));
        Near(-3 - sum, y[0], 1e-6);
        Near(-203 - sum, y[1], 2e-5);
        Near(-Math.Log(2 + Math.Exp(-1)), y[3], 1e-6);
    }

    [Fact]
    public void Softmax_of_fp64_is_computed_in_fp64()
    {
        var x = Tensor.Of<double>([1, 2, 3, 4], 2, 2);
        var y = Run(One("Softmax", 13, [x], (DType.Float64, [2, 2]), NodeAttribute.Int("axis", 0)), x).AsSpan<double>();
        Assert.Equal(1 / (1 + Math.Exp(2)), y[0], 1e-16);
        Assert.Equal(1 / (1 + Math.Exp(-2)), y[3], 1e-15);
    }

    [Fact]
    public void Hardmax_marks_the_first_greatest_along_its_axis()
    {
        var x = Tensor.Of<float>([1, 5, 5, 2, 0, 5], 2, 3);
        Assert.Equal([0f, 1, 0, 0, 0, 1], Run(One("Hardmax", 13, [x], (DType.Float32, [2, 3])), x).AsSpan<float>().ToArray());
        Assert.Equal([0f, 1, 1, 1, 0, 0], Run(One("Hardmax", 13, [x], (DType.Float32, [2, 3]), NodeAttribute.Int("axis", 0)), x).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Layer_normalization_broadcasts_its_scale_and_keeps_statistics()
    {
        var (x, scale) = (Tensor.Of<double>([1, 2, 3, 4, 6, 8], 2, 3), Tensor.Of<double>([10, 100], 2, 1));
        var graph = new Graph
        {
            Values = [Of("x", x), Of("s", scale), new("y", DType.Float64, new(2, 3)), new("m", DType.Float32, new(2, 1))],
            Nodes = [new("", "LayerNormalization", 17, [0, 1], [2, Node.Absent, Node.Absent], new([NodeAttribute.Float("epsilon", 0)]))],
            Inputs = [0, 1],
            Outputs = [2],
        };
        var y = Run(graph, x, scale).AsSpan<double>();
        Assert.Equal(-10 / Math.Sqrt(2.0 / 3), y[0], 1e-14);
        Assert.Equal(200 / Math.Sqrt(8.0 / 3), y[5], 1e-13);
        var mean = Run(graph with { Nodes = [graph.Nodes[0] with { Outputs = [2, 3] }], Outputs = [3] }, x, scale).AsSpan<float>();
        Assert.Equal([2f, 6f], mean.ToArray());
    }

    [Fact]
    public void Root_mean_square_normalization_takes_no_mean_out()
    {
        var (x, scale) = (Tensor.Of<float>([3, 4, 0, 0], 1, 4), Tensor.Of<float>([1, 2, 1, 1], 4));
        var y = Run(One("RMSNormalization", 23, [x, scale], (DType.Float32, [1, 4])), x, scale).AsSpan<float>();
        Near(1.2, y[0], 1e-5);
        Near(3.2, y[1], 1e-5);
    }

    [Theory]
    [InlineData("InstanceNormalization", 22, 4)]
    [InlineData("GroupNormalization", 21, 2)]
    [InlineData("GroupNormalization", 21, 1)]
    public void Groups_of_channels_are_normalized_apart(string op, int version, int groups)
    {
        var (x, scale, bias) = (Random(1, 2, 4, 3, 5), Random(2, 4), Random(3, 4));
        NodeAttribute[] attributes = version == 21 ? [NodeAttribute.Int("num_groups", groups)] : [];
        var y = Run(One(op, version, [x, scale, bias], (DType.Float32, [2, 4, 3, 5]), attributes), x, scale, bias).AsSpan<float>();
        var size = 60 / groups;
        for (var i = 0; i < y.Length; i++)
        {
            var group = x.AsSpan<float>().Slice(i / size * size, size).ToArray();
            var mean = group.Average(value => (double)value);
            var deviation = Math.Sqrt(group.Average(value => (value - mean) * (value - mean)) + 1e-5f);
            var channel = i / 15 % 4;
            Near((x.AsSpan<float>()[i] - mean) / deviation * scale.AsSpan<float>()[channel] + bias.AsSpan<float>()[channel], y[i], 2e-6);
        }
    }

    [Fact]
    public void Batch_normalization_in_training_uses_and_updates_statistics()
    {
        var x = Tensor.Of<float>([1, 3, 10, 10, 5, 7, 10, 14], 2, 2, 2);
        Tensor[] inputs = [x, Tensor.Of<float>([1, 1], 2), Tensor.Of<float>([0, 0], 2), Tensor.Of<float>([1, 1], 2), Tensor.Of<float>([2, 2], 2)];
        var graph = new Graph
        {
            Values = [.. inputs.Select((tensor, i) => Of($"x{i}", tensor)), new("y", DType.Float32, new(2, 2, 2)), new("m", DType.Float32, new(2)), new("v", DType.Float32, new(2))],
            Nodes = [new("", "BatchNormalization", 15, [0, 1, 2, 3, 4], [5, 6, 7], new([NodeAttribute.Int("training_mode", 1), NodeAttribute.Float("epsilon", 0), NodeAttribute.Float("momentum", 0.5f)]))],
            Inputs = [0, 1, 2, 3, 4],
            Outputs = [5],
        };
        Near(-3 / Math.Sqrt(5), Run(graph, inputs).AsSpan<float>()[0], 1e-6);
        Assert.Equal([2.5f, 6f], Run(graph with { Outputs = [6] }, inputs).AsSpan<float>().ToArray());
        Assert.Equal([3.5f, 2.5f], Run(graph with { Outputs = [7] }, inputs).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Batch_normalization_of_mixed_types_is_not_fused_into_a_convolution_as_fp32()
    {
        var (x, weight) = (Random(1, 1, 1, 2, 2), Tensor.Of<float>([1], 1, 1, 1, 1));
        ImmutableArray<double> ones = [3.0];
        Tensor[] constants = [weight, .. Enumerable.Repeat(Tensor.Of<double>(ones.AsSpan(), 1), 4)];
        var graph = Chain([x], constants, (DType.Float32, [1, 1, 2, 2]), ("Conv", 22, [0, 1], 6, []), ("BatchNormalization", 15, [6, 2, 3, 4, 5], 7, [NodeAttribute.Float("epsilon", 0)]));
        Near((x.AsSpan<float>()[1] - 3) / Math.Sqrt(3) * 3 + 3, Run(graph, x).AsSpan<float>()[1], 1e-6);
    }

    [Fact]
    public void Local_response_sums_over_neighbouring_channels_that_exist()
    {
        var x = Tensor.Of<float>([1, 2, 3], 1, 3, 1);
        var y = Run(One("LRN", 13, [x], (DType.Float32, [1, 3, 1]), NodeAttribute.Int("size", 2), NodeAttribute.Float("alpha", 2), NodeAttribute.Float("beta", 1)), x).AsSpan<float>();
        Near(1 / 6.0, y[0], 1e-7);
        Near(2 / 14.0, y[1], 1e-7);
        Near(3 / 10.0, y[2], 1e-7);
    }

    [Fact]
    public void Lines_of_zeros_stay_zeros()
    {
        var x = Tensor.Of<float>([0, 0, 3, -4], 2, 2);
        Assert.Equal([0f, 0, 0.6f, -0.8f], Run(One("LpNormalization", 22, [x], (DType.Float32, [2, 2])), x).AsSpan<float>().ToArray());
        Assert.Equal(Why.Attribute, Ask(One("LpNormalization", 22, [x], (DType.Float32, [2, 2]), NodeAttribute.Int("p", 3))).Why);
    }

    [Fact]
    public void Dropout_is_the_identity_in_training_too_when_it_drops_nothing()
    {
        var x = Tensor.Of<byte>(DType.Float8E5M2, [0x3c, 0x7d, 0x80], 3);
        Graph Of(float ratio) => Chain([x], [Tensor.Scalar(ratio).Reshape(), Tensor.Scalar(true).Reshape()], (x.Type, [3]), ("Dropout", 22, [0, 1, 2], 3, []));
        Assert.Equal([0x3c, 0x7d, 0x80], Run(Of(0), x).AsBytes().ToArray());
        Assert.Equal(Why.Attribute, Ask(Of(0.5f)).Why);
    }

    private static Value Of(string name, Tensor tensor) => new(name, tensor.Type, new Shape(tensor.Dims));
}
