// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;

namespace Tengen.Reference.Tests;

/// <summary>Shape rules over symbols, and upgrades, through the canonical form of one-node graphs.</summary>
public sealed class ShapeRuleTests
{
    [Fact]
    public void A_symbol_survives_what_keeps_its_axis()
    {
        Assert.Equal("[s0,8,7,7]", Infer("Conv", 22, [[-1, 3, 7, 7], [8, 3, 1, 1]]));
        Assert.Equal("[s0,5]", Infer("MatMul", 13, [[-1, 64], [64, 5]]));
        Assert.Equal("[s0,12]", Infer("Flatten", 25, [[-1, 3, 4]]));
        Assert.Equal("[4,s0]", Infer("Add", 14, [[4, 1], [-1]]));
        Assert.Equal("[s0,3,1,1]", Infer("GlobalAveragePool", 22, [[-1, 3, 9, 9]]));
        Assert.Equal("[3,s0]", Infer("Transpose", 25, [[-1, 3]]));
    }

    [Fact]
    public void A_window_over_a_symbol_gives_a_new_one() =>
        Assert.Equal("[1,8,s1,s2]", Infer("Conv", 22, [[1, 3, -1, -1], [8, 3, 3, 3]]));

    [Fact]
    public void A_symbol_meets_a_number() => Assert.Equal("[7]", Infer("Mul", 14, [[-1], [7]]));

    [Theory]
    [InlineData(9, 0, "[1,3,4,4]")]
    [InlineData(10, 0, "[1,3,4,4]")]
    [InlineData(10, 1, "[1,3,5,5]")]
    [InlineData(9, 1, "[1,3,4,4]")]
    public void A_pooled_extent_rounds_as_ceil_mode_says(int extent, int ceil, string shape) =>
        Assert.Equal(shape, Infer("MaxPool", 22, [[1, 3, extent, extent]],
            NodeAttribute.Ints("kernel_shape", 3, 3), NodeAttribute.Ints("strides", 2, 2), NodeAttribute.Int("ceil_mode", ceil)));

    [Theory]
    [InlineData("Add", "op:Add.broadcast", new long[] { 2 }, new long[] { 3 })]
    [InlineData("MatMul", "op:MatMul.dims", new long[] { 2, 3 }, new long[] { 4, 2 })]
    [InlineData("Conv", "op:Conv.channels", new long[] { 1, 3, 5, 5 }, new long[] { 2, 4, 3, 3 })]
    [InlineData("PRelu", "op:PRelu.broadcast", new long[] { 8, 1 }, new long[] { 8, 64 })]
    [InlineData("GatherND", "op:GatherND.batch", new long[] { 2, 5, 4 }, new long[] { 17, 1 }, "batch_dims", 1)]
    [InlineData("GatherElements", "op:GatherElements.indices", new long[] { 6, 31 }, new long[] { 7, 2 }, "axis", 1)]
    [InlineData("GridSample", "op:GridSample.grid", new long[] { 1, 3, 5, 6 }, new long[] { 1, 3, 4, 3 })]
    [InlineData("GridSample", "op:GridSample.grid", new long[] { 5, 2, 9, 9 }, new long[] { 1, 4, 8, 2 })]
    public void Shapes_that_do_not_fit_are_refused_by_rule(string op, string rule, long[] a, long[] b, string? attribute = null, long value = 0) =>
        Assert.Equal(rule, Assert.Throws<GraphException>(() => Infer(op, OperatorSet.Contracts.Find("", op)!.Version, [a, b], attribute is null ? [] : [NodeAttribute.Int(attribute, value)])).Rule);

    [Theory]
    [InlineData("Gemm", "op:Gemm.broadcast", new long[] { 4, 3 }, new long[] { 3, 9 }, new long[] { 2, 9 })]
    [InlineData("ScatterND", "op:ScatterND.updates", new long[] { 9 }, new long[] { 2, 1 }, new long[] { 3 })]
    [InlineData("ScatterElements", "op:ScatterElements.updates", new long[] { 9 }, new long[] { 2 }, new long[] { 3 })]
    [InlineData("Attention", "op:Attention.batch", new long[] { 4, 4, 6, 8 }, new long[] { 1, 4, 7, 8 }, new long[] { 1, 4, 7, 8 })]
    [InlineData("Attention", "op:Attention.values", new long[] { 1, 4, 6, 8 }, new long[] { 1, 4, 7, 8 }, new long[] { 1, 4, 5, 8 })]
    [InlineData("Attention", "op:Attention.size", new long[] { 1, 4, 6, 9 }, new long[] { 1, 4, 7, 8 }, new long[] { 1, 4, 7, 8 })]
    [InlineData("RotaryEmbedding", "op:RotaryEmbedding.width", new long[] { 1, 2, 3, 9 }, new long[] { 1, 3, 4 }, new long[] { 1, 3, 4 })]
    public void So_are_three(string op, string rule, long[] a, long[] b, long[] c) =>
        Assert.Equal(rule, Assert.Throws<GraphException>(() => Infer(op, OperatorSet.Contracts.Find("", op)!.Version, [a, b, c])).Rule);

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    [InlineData("Hardmax")]
    [InlineData("LpNormalization")]
    public void An_axis_beyond_the_rank_is_refused(string op) =>
        Assert.Equal($"op:{op}.axis", Assert.Throws<GraphException>(() => Infer(op, OperatorSet.Contracts.Find("", op)!.Version, [[2, 3]], NodeAttribute.Int("axis", 2))).Rule);

    [Fact]
    public void Softmax_before_version_13_flattens()
    {
        var graph = Canonical("Softmax", 9, [[2, 3, 4]], NodeAttribute.Int("axis", 1));
        Assert.Equal(["Flatten", "Softmax", "Reshape"], graph.Nodes.Select(node => node.Op));
        var x = Tensor.Of<float>([.. Enumerable.Range(0, 24).Select(i => i / 7f)], 2, 3, 4);
        var y = Oracle.Evaluate(graph, [x])[0];
        Assert.Equal(x.Dims, y.Dims);
        Assert.Equal(1, y.AsSpan<float>()[..12].ToArray().Sum(), 5);
        Assert.Equal(1, y.AsSpan<float>()[12..].ToArray().Sum(), 5);
    }

    [Fact]
    public void Softmax_before_version_13_over_one_real_axis_stays_one_node()
    {
        var node = Assert.Single(Canonical("Softmax", 9, [[1, 1000, 1, 1]]).Nodes);
        Assert.Equal(1, node.Attributes.Int("axis", -1));
    }

    [Fact]
    public void An_axes_attribute_becomes_an_input()
    {
        var graph = Canonical("ReduceMean", 11, [[2, 3, 4]], NodeAttribute.Ints("axes", -1));
        Assert.Equal([-1L], graph.Values[graph.Nodes[0].Inputs[1]].Constant!.AsSpan<long>().ToArray());
        Assert.Equal("[2,3,1]", graph.Values[graph.Outputs[0]].Shape.ToString());
    }

    [Fact]
    public void Scale_and_bias_per_group_become_ones_per_channel()
    {
        var graph = Canonical("GroupNormalization", 18, [[1, 4, 2], [2], [2]], NodeAttribute.Int("num_groups", 2));
        var y = Oracle.Evaluate(graph, [Tensor.Of<float>([-1, 1, 1, -1, -1, 1, 1, -1], 1, 4, 2), Tensor.Of<float>([2, 4], 2), Tensor.Of<float>([0, 8], 2)])[0];
        Assert.Equal([-2, 2, 2, -2, 4, 12, 12, 4], y.AsSpan<float>().ToArray().Select(value => MathF.Round(value, 3)));
    }

    [Theory]
    [InlineData("SAME_UPPER", "[1,3,8,10]")]
    [InlineData("VALID", "[1,3,9,11]")]
    public void A_transposed_window_makes_room_for_its_kernel(string pads, string shape) =>
        Assert.Equal(shape, Infer("ConvTranspose", 22, [[1, 2, 4, 5], [2, 3, 3, 3]], NodeAttribute.Ints("strides", 2, 2), NodeAttribute.String("auto_pad", pads)));

    [Fact]
    public void A_constant_target_reshapes_around_a_symbol()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(builder.Symbol(new Symbol("n")), 3L, 4L));
        var target = builder.Constant("shape", Tensor.Of<long>([0, -1], 2));
        var y = builder.Value("y", DType.Opaque, Shape.Unknown);
        builder.Node("Reshape", 9, [x, target], [y]);
        builder.Output(y);
        var graph = Canonicalizer.Run(builder.Build(), OperatorSet.Contracts);
        Assert.Equal("[s0,12]", graph.Values[graph.Outputs[0]].Shape.ToString());
    }

    private static string Infer(string op, int version, long[][] inputs, params ReadOnlySpan<NodeAttribute> attributes)
    {
        var graph = Canonical(op, version, inputs, attributes);
        return graph.Values[graph.Outputs[0]].Shape.ToString();
    }

    private static Graph.Graph Canonical(string op, int version, long[][] inputs, params ReadOnlySpan<NodeAttribute> attributes)
    {
        var builder = new GraphBuilder();
        if (inputs.Any(dims => dims.Any(Shape.IsSymbol)))
            builder.Symbol(new Symbol("n"));
        var values = inputs.Select((dims, i) => builder.Input($"x{i}", DType.Float32, new Shape(dims))).ToArray();
        var y = builder.Value("y", DType.Opaque, Shape.Unknown);
        builder.Node(op, version, values, [y], attributes.ToArray());
        builder.Output(y);
        return Canonicalizer.Run(builder.Build(), OperatorSet.Contracts);
    }
}
