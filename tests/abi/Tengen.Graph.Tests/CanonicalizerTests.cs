// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Canonical;

namespace Tengen.Graph.Tests;

/// <summary>What the host makes of a graph before a backend sees it.</summary>
public sealed class CanonicalizerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(23)]
    public void A_node_gets_the_newest_since_version(int opset)
    {
        var graph = One("LeakyRelu", opset, new Shape(3));
        Assert.Equal(16, Assert.Single(Run(graph).Nodes).Version);
    }

    [Fact]
    public void An_attribute_equal_to_its_default_is_removed_and_another_one_stays()
    {
        Assert.Empty(Run(One("LeakyRelu", 16, new Shape(3), NodeAttribute.Float("alpha", 0.01f))).Nodes[0].Attributes);
        Assert.Single(Run(One("LeakyRelu", 16, new Shape(3), NodeAttribute.Float("alpha", 0.5f))).Nodes[0].Attributes);
    }

    [Fact]
    public void An_attribute_that_became_an_input_is_a_constant()
    {
        var result = Run(One("Clip", 6, new Shape(3), NodeAttribute.Float("min", -2)));
        var node = Assert.Single(result.Nodes);
        Assert.Equal(13, node.Version);
        Assert.Equal(-2f, result.Values[node.Inputs[1]].Constant!.AsSpan<float>()[0]);
    }

    [Fact]
    public void Left_out_inputs_and_outputs_at_the_end_are_trimmed_also_of_operators_nobody_knows()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(3));
        var y = builder.Value("y", DType.Float32, new Shape(3));
        builder.Node("Mystery", 1, [x, Node.Absent, x, Node.Absent, Node.Absent], [Node.Absent, y, Node.Absent]);
        builder.Output(y);
        var node = Assert.Single(Run(builder.Build()).Nodes);
        Assert.Equal([x, Node.Absent, x], node.Inputs);
        Assert.Equal([Node.Absent, y], node.Outputs);
    }

    [Fact]
    public void An_upgrade_may_emit_nodes_and_their_values_are_inferred()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(1));
        var shape = builder.Constant("shape", Tensor.Of<long>([4L], 1));
        var y = builder.Value("y", DType.Float32, Shape.Unknown);
        builder.Node("Expand", 8, [x, shape], [y]);
        builder.Output(y);
        var result = Run(builder.Build());
        Assert.Equal(["Identity-16", "Expand-13"], result.Nodes.Select(node => node.ToString()));
        Assert.Equal(new Shape(1), result.Values[result.Nodes[0].Outputs[0]].Shape);
        Assert.Equal(new Shape(4), result.Values[result.Outputs[0]].Shape);
    }

    [Fact]
    public void A_constant_node_becomes_a_constant_that_a_shape_rule_sees()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(6));
        var target = builder.Value("target", DType.Int64, Shape.Unknown);
        var y = builder.Value("y", DType.Float32, Shape.Unknown);
        builder.Node("Constant", 13, [], [target], NodeAttribute.Ints("value_ints", 2, 3));
        builder.Node("Reshape", 13, [x, target], [y]);
        builder.Output(y);
        var result = Run(builder.Build());
        Assert.Equal("Reshape", Assert.Single(result.Nodes).Op);
        Assert.True(result.Values[result.Nodes[0].Inputs[1]].IsConstant);
        Assert.Equal(new Shape(2, 3), result.Values[result.Outputs[0]].Shape);
    }

    [Fact]
    public void What_is_computed_from_a_known_shape_feeds_reshape_as_a_constant_and_dies()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(2, 3));
        var dims = builder.Value("dims", DType.Int64, Shape.Unknown);
        var y = builder.Value("y", DType.Float32, Shape.Unknown);
        builder.Node("Shape", 15, [x], [dims]);
        builder.Node("Reshape", 14, [x, dims], [y]);
        builder.Output(y);
        var result = Run(builder.Build());
        Assert.Equal(["Reshape-14"], result.Nodes.Select(node => node.ToString()));
        Assert.Equal([2L, 3L], result.Values[result.Nodes[0].Inputs[1]].Constant!.AsSpan<long>());
    }

    [Fact]
    public void A_shape_node_whose_result_is_an_output_stays()
    {
        var result = Run(One("Shape", 15, new Shape(2, 3)));
        Assert.Equal("Shape", Assert.Single(result.Nodes).Op);
        Assert.Equal(DType.Int64, result.Values[result.Outputs[0]].Type);
    }

    [Fact]
    public void An_unknown_operator_is_left_alone()
    {
        var graph = One("Mystery", 7, new Shape(3), NodeAttribute.Int("k", 1));
        Assert.Equal(graph.Nodes[0].ToString(), Run(graph).Nodes[0].ToString());
        Assert.Single(Run(graph).Nodes[0].Attributes);
    }

    [Fact]
    public void A_dim_nobody_knows_is_a_fresh_symbol()
    {
        var result = Run(One("NonZero", 13, new Shape(4)));
        Assert.Equal("NonZero.count", Assert.Single(result.Symbols).Name);
        Assert.True(Shape.IsSymbol(result.Values[result.Outputs[0]].Shape[1]));
    }

    [Fact]
    public void A_declared_dim_refines_one_that_the_rule_does_not_know_and_no_symbol_is_left()
    {
        var graph = One("NonZero", 13, new Shape(4), declared: new Shape(1, 2));
        var result = Run(graph);
        Assert.Empty(result.Symbols);
        Assert.Equal(new Shape(1, 2), result.Values[result.Outputs[0]].Shape);
    }

    [Fact]
    public void Outputs_that_are_inputs_or_constants_or_repeated_go_through_identity()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(3));
        var k = builder.Constant("k", new Tensor(DType.Float32, 2));
        var y = builder.Value("y", DType.Float32, new Shape(3));
        builder.Node("LeakyRelu", 16, [x], [y]);
        foreach (var output in new[] { x, k, y, y })
            builder.Output(output);
        var result = Run(builder.Build());
        Assert.Equal(4, result.Outputs.Distinct().Count());
        Assert.Equal(3, result.Nodes.Count(node => node.Op == "Identity"));
        Assert.Equal(result.Values.Length, result.Values.Select(value => value.Name).Distinct().Count());
    }

    [Fact]
    public void A_required_input_left_out_is_refused_by_name()
    {
        var graph = One("Reshape", 14, new Shape(3));
        Assert.Equal("op:Reshape.inputs", Assert.Throws<GraphException>(() => Run(graph)).Rule);
    }

    [Fact]
    public void An_attribute_of_another_kind_is_refused_by_name()
    {
        var graph = One("LeakyRelu", 16, new Shape(3), NodeAttribute.Int("alpha", 1));
        Assert.Equal("op:LeakyRelu.alpha", Assert.Throws<GraphException>(() => Run(graph)).Rule);
    }

    [Fact]
    public void Running_twice_changes_nothing_more()
    {
        var once = Run(One("Clip", 6, new Shape(3), NodeAttribute.Float("min", -2)));
        var twice = Run(once);
        Assert.Equal(once.Values.Select(value => value.ToString()), twice.Values.Select(value => value.ToString()));
        Assert.Equal(once.Nodes.Select(Text), twice.Nodes.Select(Text));
    }

    private static string Text(Node node) => $"{node} {string.Join(',', node.Inputs)} {string.Join(',', node.Outputs)} {string.Join(',', node.Attributes)}";

    private static Graph Run(Graph graph) => Canonicalizer.Run(graph, SmallOperators.Set);

    private static Graph One(string op, int version, Shape shape, params NodeAttribute[] attributes) => One(op, version, shape, Shape.Unknown, attributes);

    private static Graph One(string op, int version, Shape shape, Shape declared, params NodeAttribute[] attributes)
    {
        var builder = new GraphBuilder("main");
        var x = builder.Input("x", DType.Float32, shape);
        var y = builder.Value("y", DType.Opaque, declared);
        builder.Node(op, version, [x], [y], attributes);
        builder.Output(y);
        return builder.Build();
    }
}
