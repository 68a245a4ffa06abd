// SPDX-License-Identifier: Apache-2.0
using Tengen.Abi;
using Tengen.Graph;

namespace Tengen.Plugin.Tests;

using Graph = Tengen.Graph.Graph;

[Collection(nameof(Misbehaviour.Gate))]
public sealed class OperatorArityTests
{
    [Theory]
    [InlineData("Relu", 14, 2, 1, "has 2 inputs; 1 are allowed")]
    [InlineData("Relu", 14, 0, 1, "has no input 0, 0 inputs are given; 1 are allowed")]
    [InlineData("Add", 14, 1, 1, "has no input 1, 1 inputs are given; 2 are allowed")]
    [InlineData("Add", 14, 2, 2, "has 2 outputs; 1 are allowed")]
    [InlineData("Add", 14, 2, 0, "has no output; 1 are allowed")]
    [InlineData("Clip", 13, 4, 1, "has 4 inputs; 1 to 3 are allowed")]
    [InlineData("BatchNormalization", 15, 4, 1, "has no input 4")]
    [InlineData("BatchNormalization", 15, 5, 4, "has 4 outputs; 1 to 3 are allowed")]
    [InlineData("Max", 13, 0, 1, "1 or more are allowed")]
    public void A_node_with_other_values_than_its_operator_has_is_refused_by_name(string op, int version, int inputs, int outputs, string text)
    {
        var graph = One(op, version, inputs, outputs, new Shape(4));
        var refusal = OperatorArity.Refusal(graph, graph.Nodes[0])!.Value;
        Assert.Equal((Verdict.No, Why.Shape), (refusal.Verdict, refusal.Why));
        Assert.StartsWith($"op:{op}.arity: node {op}-{version} 'it' ", refusal.Text, StringComparison.Ordinal);
        Assert.Contains(text, refusal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clip", 13, 1)]
    [InlineData("Clip", 13, 3)]
    [InlineData("Clip", 6, 1)]
    [InlineData("Max", 13, 9)]
    [InlineData("Nothing", 1, 7)]
    public void What_the_operator_has_or_nobody_knows_is_left_to_the_backend(string op, int version, int inputs)
    {
        var graph = One(op, version, inputs, 1, new Shape(4));
        Assert.Null(OperatorArity.Refusal(graph, graph.Nodes[0]));
    }

    [Fact]
    public void A_version_has_its_own_counts()
    {
        var graph = One("Clip", 6, 3, 1, new Shape(4));
        Assert.Contains("has 3 inputs; 1 are allowed", OperatorArity.Refusal(graph, graph.Nodes[0])!.Value.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Relu", 14, 1, "makes [4] of [4], its output is declared [5]")]
    [InlineData("Add", 14, 2, "makes [4] of [4] and [4], its output is declared [5]")]
    public void An_output_of_other_extents_is_refused(string op, int version, int inputs, string text)
    {
        var graph = One(op, version, inputs, 1, new Shape(5));
        Assert.Contains(text, OperatorArity.Refusal(graph, graph.Nodes[0])!.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Extents_are_broadcast_and_symbols_left_to_the_backend()
    {
        Assert.Null(Sum(new Shape(3, 1), new Shape(2, 1, 5), new Shape(2, 3, 5)));
        Assert.Null(Sum(new Shape(0), new Shape(1), new Shape(0)));
        Assert.Null(Sum(Shape.Scalar, Shape.Scalar, Shape.Scalar));
        Assert.Null(Sum(new Shape(Shape.SymbolDim(0)), new Shape(4), new Shape(7)));
        Assert.Contains("makes nothing of [3] and [4]", Sum(new Shape(3), new Shape(4), new Shape(4))!.Value.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_backend_does_not_see_the_node_and_answers_for_its_neighbours()
    {
        using var session = new Session();
        var builder = new GraphBuilder("two");
        var a = builder.Input("a", DType.Float32, new Shape(4));
        var sum = builder.Value("sum", DType.Float32, new Shape(4));
        var wrong = builder.Value("wrong", DType.Float32, new Shape(4));
        builder.Node("Add", 14, [a, a], [sum]);
        builder.Node("Add", 14, [sum], [wrong]);
        builder.Output(wrong);
        var support = new tg_support[2];
        unsafe
        {
            session.Check(session.Query(new NativeGraph(session.Memory).Write(builder.Build()), support));
        }
        Assert.Equal([(uint)Tg.TG_YES, (uint)Tg.TG_NO], support.Select(answer => answer.verdict));
    }

    private static Support? Sum(Shape a, Shape b, Shape sum)
    {
        var builder = new GraphBuilder("sum");
        if (!a.IsStatic)
            builder.Symbol(new Symbol("n"));
        int left = builder.Input("a", DType.Float32, a), right = builder.Input("b", DType.Float32, b), made = builder.Value("sum", DType.Float32, sum);
        builder.Node("Add", 14, [left, right], [made]);
        var graph = builder.Build();
        return OperatorArity.Refusal(graph, graph.Nodes[0]);
    }

    private static Graph One(string op, int version, int inputs, int outputs, Shape made)
    {
        var builder = new GraphBuilder("one");
        int[] read = [.. Enumerable.Range(0, inputs).Select(i => builder.Input($"x{i}", DType.Float32, new Shape(4)))];
        int[] written = [.. Enumerable.Range(0, outputs).Select(i => builder.Value($"y{i}", DType.Float32, made))];
        builder.Node(new Node("", op, version, [.. read], [.. written], AttributeList.Empty, "it"));
        return builder.Build();
    }
}
