// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Reference.Elements;

namespace Tengen.Reference.Tests;

/// <summary>Dims that a model computes from constants are known once it is canonical, and are what the oracle computes.</summary>
public sealed class ShapeFoldingTests
{
    public static TheoryData<string, long[][]> Operations => new()
    {
        { "Neg", [[-2, -3]] },
        { "Abs", [[-2, 3]] },
        { "Add", [[2, 3], [1]] },
        { "Sub", [[7], [2, 3]] },
        { "Mul", [[2, 3], [4, 5]] },
        { "Div", [[7, 9], [2]] },
        { "Div", [[-7, 9], [-2, 4]] },
        { "Mod", [[-7, 7], [4, 4]] },
        { "Max", [[2, 3], [3, 1], [2]] },
        { "Min", [[2, 3], [3, 1]] },
        { "Equal", [[2, 3], [2, 4]] },
        { "Less", [[2, 3], [3, 1]] },
        { "LessOrEqual", [[2, 3], [2, 1]] },
        { "Greater", [[2, 3], [3, 1]] },
        { "GreaterOrEqual", [[2, 3], [2, 4]] },
        { "Range", [[7], [1], [-2]] },
        { "Slice", [[5, 6, 7, 8], [-3], [9], [0]] },
        { "Slice", [[5, 6, 7, 8], [3], [1]] },
        { "Gather", [[5, 6, 7], [-1, 0]] },
        { "Concat", [[5, 6], [7]] },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void Dims_computed_from_constants_are_known(string op, long[][] operands)
    {
        NodeAttribute[] attributes = op == "Concat" ? [NodeAttribute.Int("axis", 0)] : [];
        Tensor[] inputs = [.. operands.Select(list => Tensor.Of<long>(list, list.Length) is var tensor && op == "Range" ? tensor.Reshape() : tensor)];
        var builder = new GraphBuilder();
        int[] values = [.. inputs.Select((tensor, i) => builder.Constant($"c{i}", tensor))];
        Assert.Equal(Computed(op, inputs, attributes), Dims(builder, Node(builder, op, values, attributes)));
    }

    [Theory]
    [InlineData(false, "[7,2]")]
    [InlineData(true, "[2,9]")]
    public void A_choice_between_two_known_lengths_is_known(bool negated, string dims)
    {
        var builder = new GraphBuilder();
        int a = builder.Constant("a", Tensor.Of<long>([7, 9], 2)), two = builder.Constant("two", Tensor.Of<long>([2], 1)), nine = builder.Constant("nine", Tensor.Of<long>([9, 2], 2));
        var condition = Node(builder, "And", [Node(builder, "Equal", [a, nine]), Node(builder, "Greater", [a, two])]);
        var opposite = Node(builder, "Not", [Node(builder, "Equal", [a, builder.Constant("seven", Tensor.Of<long>([7], 1))])]);
        var chosen = Node(builder, "Where", [negated ? Node(builder, "Or", [condition, opposite]) : Node(builder, "Not", [Node(builder, "Or", [condition, opposite])]), a, two]);
        Assert.Equal(dims, Dims(builder, chosen));
    }

    [Theory]
    [InlineData("Div")]
    [InlineData("Mod")]
    public void A_division_by_zero_has_no_value(string op)
    {
        var builder = new GraphBuilder();
        int four = builder.Constant("four", Tensor.Of<long>([4], 1)), zero = builder.Constant("zero", Tensor.Of<long>([0], 1));
        Assert.Equal("[s0]", Dims(builder, Node(builder, op, [four, zero])));
    }

    [Theory]
    [InlineData(1, 7, "[7]")]
    [InlineData(11, 7, "[7]")]
    [InlineData(1, (1 << 24) + 1, "[s0]")]
    public void A_count_cast_to_a_wide_float_bounds_a_range_where_the_cast_is_exact(int to, long count, string dims)
    {
        var builder = new GraphBuilder();
        int Real(double value) => builder.Constant($"r{value}", to == 1 ? Tensor.Scalar((float)value) : Tensor.Scalar(value));
        var limit = Node(builder, "Cast", [builder.Constant("n", Tensor.Scalar(count))], NodeAttribute.Int("to", to));
        var range = Node(builder, "Range", [Real(0), limit, Real(1)]);
        builder.Output(range);
        var graph = Canonicalizer.Run(builder.Build(), OperatorSet.Contracts);
        Assert.Equal(dims, graph.Values[graph.Outputs[0]].Shape.ToString());
    }

    private static string Computed(string op, Tensor[] inputs, NodeAttribute[] attributes)
    {
        var result = Nodes.Run(op, inputs, attributes)[0]!;
        return new Shape([.. Enumerable.Range(0, (int)result.Count).Select(i => result.Type == DType.Bool ? (long)Element.Bits(result, i) : (long)Element.Integer(result, i))]).ToString();
    }

    private static int Node(GraphBuilder builder, string op, int[] inputs, params NodeAttribute[] attributes)
    {
        var result = builder.Value($"{op} {string.Join(' ', inputs)}", DType.Opaque, Shape.Unknown);
        builder.Node(op, OperatorSet.Contracts.Find("", op)!.Version, inputs, [result], attributes);
        return result;
    }

    /// <summary>The shape of a tensor that is made with these dims.</summary>
    private static string Dims(GraphBuilder builder, int dims)
    {
        var wide = Node(builder, "Cast", [dims], NodeAttribute.Int("to", 7));
        var made = Node(builder, "ConstantOfShape", [wide]);
        builder.Output(made);
        var graph = Canonicalizer.Run(builder.Build(), OperatorSet.Contracts);
        return graph.Values[graph.Outputs[0]].Shape.ToString();
    }
}
