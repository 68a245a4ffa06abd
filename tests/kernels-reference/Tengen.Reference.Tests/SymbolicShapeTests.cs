// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;

namespace Tengen.Reference.Tests;

/// <summary>What shape rules make of a first axis that is known only at run time, the other operands being constants.</summary>
public sealed class SymbolicShapeTests
{
    [Theory]
    [InlineData("Slice", "[s0,2,4]", new long[] { 1 }, new long[] { 3 }, new long[] { 1 })]
    [InlineData("Slice", "[s0,3,4]", new long[] { 0 }, new long[] { long.MaxValue }, new long[] { 0 })]
    [InlineData("Slice", "[s1,3,4]", new long[] { 0 }, new long[] { 5 }, new long[] { 0 })]
    [InlineData("Pad", "[s0,6,4]", new long[] { 0, 1, 0, 0, 2, 0 })]
    [InlineData("Pad", "[s1,3,4]", new long[] { 1, 0, 0, 0, 0, 0 })]
    [InlineData("Tile", "[s0,6,4]", new long[] { 1, 2, 1 })]
    [InlineData("Expand", "[2,s0,3,4]", new long[] { 2, 1, 1, 1 })]
    [InlineData("Unsqueeze", "[s0,1,3,4]", new long[] { 1 })]
    [InlineData("ReduceSum", "[s0,1,4]", new long[] { 1 })]
    [InlineData("TopK", "[s0,3,2]", new long[] { 2 })]
    [InlineData("GatherND", "[2,3,4]", new long[] { 0, 1 })]
    public void A_symbol_survives_where_its_axis_does(string op, string shape, params long[][] operands) =>
        Assert.Equal(shape, Infer(op, [.. operands.Select(list => op == "GatherND" ? Tensor.Of<long>(list, list.Length, 1) : Tensor.Of<long>(list, list.Length))]));

    [Fact]
    public void A_symbol_survives_a_scale_of_one() =>
        Assert.Equal("[s0,s1,4]", Infer("Resize", [null, Tensor.Of<float>([1, 2, 1], 3)]));

    [Fact]
    public void Sizes_that_are_asked_for_are_what_there_will_be() =>
        Assert.Equal("[1,6,8]", Infer("Resize", [null, null, Tensor.Of<long>([1, 6, 8], 3)]));

    [Fact]
    public void The_parts_of_a_split_keep_the_symbol() => Assert.Equal("[s0,3,2]", Infer("Split", [Tensor.Of<long>([2, 2], 2)], 2, NodeAttribute.Int("axis", 2)));

    [Fact]
    public void Repeated_layers_keep_the_length_of_the_sequence()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(builder.Symbol(new Symbol("n")), 2L, 5L));
        var (w, r) = (builder.Constant("w", new Tensor(DType.Float32, 1, 16, 5)), builder.Constant("r", new Tensor(DType.Float32, 1, 16, 4)));
        var y = builder.Value("y", DType.Opaque, Shape.Unknown);
        builder.Node("LSTM", 14, [x, w, r], [y], NodeAttribute.Int("hidden_size", 4));
        builder.Output(y);
        Assert.Equal("[s0,1,2,4]", Canonicalizer.Run(builder.Build(), OperatorSet.Contracts).Values[y].Shape.ToString());
    }

    private static string Infer(string op, Tensor?[] constants, int outputs = 1, params ReadOnlySpan<NodeAttribute> attributes)
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(builder.Symbol(new Symbol("n")), 3L, 4L));
        int[] inputs = [x, .. constants.Select((tensor, i) => tensor is null ? Node.Absent : builder.Constant($"c{i}", tensor))];
        int[] results = [.. Enumerable.Range(0, outputs).Select(i => builder.Value($"y{i}", DType.Opaque, Shape.Unknown))];
        builder.Node(op, OperatorSet.Contracts.Find("", op)!.Version, inputs, results, attributes.ToArray());
        builder.Output(results[0]);
        return Canonicalizer.Run(builder.Build(), OperatorSet.Contracts).Values[results[0]].Shape.ToString();
    }
}
