// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;

namespace Tengen.Reference.Tests;

public sealed class MovementTests
{
    [Fact]
    public void A_reflection_wider_than_the_tensor_goes_back_and_forth() =>
        Assert.Equal([1, 2, 3, 2, 1, 2, 3, 2, 1], Pad("reflect", 4, 2));

    [Fact]
    public void A_wrap_wider_than_the_tensor_goes_round() => Assert.Equal([3, 1, 2, 3, 1, 2, 3, 1, 2], Pad("wrap", 4, 2));

    [Fact]
    public void A_slice_backwards_reaches_the_first_element() =>
        Assert.Equal([2, 1, 0], Nodes.Run("Slice", [Tensor.Of<int>([0, 1, 2, 3], 4), Vector(-2), Vector(long.MinValue), null, Vector(-1)])[0]!.AsSpan<int>().ToArray());

    [Fact]
    public void An_element_written_twice_is_refused() =>
        Assert.Equal("op:ScatterElements.duplicate", Assert.Throws<GraphException>(() =>
            Nodes.Run("ScatterElements", [Tensor.Of<float>([1, 2], 2), Vector(0, -2), Tensor.Of<float>([3, 4], 2)])).Rule);

    [Fact]
    public void An_index_outside_depth_has_no_one() =>
        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0, 0], Nodes.Run("OneHot", [Vector(1, -2, 3), Tensor.Scalar(3L), Tensor.Of<float>([0, 1], 2)])[0]!.AsSpan<float>().ToArray());

    [Theory]
    [InlineData(0, 10, 3, 4)]
    [InlineData(10, 0, 3, 0)]
    [InlineData(10, 0, -4, 3)]
    public void A_range_ends_before_its_limit(int start, int limit, int delta, long count) =>
        Assert.Equal([count], Nodes.Run("Range", [Tensor.Scalar(start), Tensor.Scalar(limit), Tensor.Scalar(delta)])[0]!.Dims);

    [Fact]
    public void Attributes_of_old_versions_become_inputs()
    {
        Assert.Equal("[2,2,4]", Old("Slice", 1, NodeAttribute.Ints("starts", 1), NodeAttribute.Ints("ends", 3), NodeAttribute.Ints("axes", 1)));
        Assert.Equal("[2,6,4]", Old("Pad", 2, NodeAttribute.Ints("pads", 0, 1, 0, 0, 2, 0), NodeAttribute.Float("value", 3)));
        Assert.Equal("[2,3,1,4]", Old("Unsqueeze", 1, NodeAttribute.Ints("axes", 2)));
        Assert.Equal("[2,3,2]", Old("Split", 2, NodeAttribute.Int("axis", 2), NodeAttribute.Ints("split", 2, 2)));
        Assert.Equal("[2,2,4]", Old("Split", 13, NodeAttribute.Int("axis", 1)));
        Assert.Equal("[2,3,4]", Old("Clip", 6, NodeAttribute.Float("max", 6)));
    }

    private static string Old(string op, int version, params ReadOnlySpan<NodeAttribute> attributes)
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(2, 3, 4));
        int[] outputs = [.. Enumerable.Range(0, op == "Split" ? 2 : 1).Select(i => builder.Value($"y{i}", DType.Opaque, Shape.Unknown))];
        builder.Node(op, version, [x], outputs, attributes.ToArray());
        builder.Output(outputs[0]);
        var graph = Canonicalizer.Run(builder.Build(), OperatorSet.Contracts);
        Oracle.Evaluate(graph, [new Tensor(DType.Float32, 2, 3, 4)]);
        return graph.Values[graph.Outputs[0]].Shape.ToString();
    }

    private static int[] Pad(string mode, long before, long after) =>
        Nodes.Run("Pad", [Tensor.Of<int>([1, 2, 3], 3), Vector(before, after)], NodeAttribute.String("mode", mode))[0]!.AsSpan<int>().ToArray();

    private static Tensor Vector(params ReadOnlySpan<long> values) => Tensor.Of(values, values.Length);
}
