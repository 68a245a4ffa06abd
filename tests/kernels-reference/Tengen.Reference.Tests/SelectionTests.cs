// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Canonical;
using Tengen.Reference.Families;

namespace Tengen.Reference.Tests;

/// <summary>Operators whose output shape follows from data, and equations.</summary>
public sealed class SelectionTests
{
    [Fact]
    public void Positions_are_listed_column_by_column()
    {
        var y = Nodes.Run("NonZero", [Tensor.Of<float>([0, 2, -0f, 3], 2, 2)])[0]!;
        Assert.Equal([2L, 2L], y.Dims);
        Assert.Equal([0L, 1, 1, 1], y.AsSpan<long>().ToArray());
        Assert.Equal([0L, 1], Nodes.Run("NonZero", [Tensor.Scalar(5f)])[0]!.Dims);
    }

    [Fact]
    public void An_extent_that_data_decide_is_a_symbol_of_the_graph()
    {
        var builder = new GraphBuilder();
        var x = builder.Input("x", DType.Float32, new Shape(2, 3));
        var y = builder.Value("y", DType.Opaque, Shape.Unknown);
        builder.Node("NonZero", 13, [x], [y]);
        builder.Output(y);
        Assert.Equal("[2,s0]", Canonicalizer.Run(builder.Build(), OperatorSet.Contracts).Values[y].Shape.ToString());
    }

    [Fact]
    public void Of_equal_elements_the_first_is_the_larger()
    {
        var outputs = Oracle.Evaluate(Oracle.Prepare(Nodes.Of("TopK", 2) with { Outputs = [2, 3] }, [Tensor.Of<int>([1, 7, 3, 7], 4), Tensor.Of<long>([3], 1)]));
        Assert.Equal([7, 7, 3], outputs[0]!.AsSpan<int>().ToArray());
        Assert.Equal([1L, 3, 2], outputs[1]!.AsSpan<long>().ToArray());
    }

    [Theory]
    [InlineData("ij,jk", 2, 2, "ik", "j")]
    [InlineData("ii", 2, 0, "", "i")]
    [InlineData("ba", 2, 0, "ab", "")]
    [InlineData("ij->", 2, 0, "", "ij")]
    public void An_equation_says_what_is_kept_and_what_is_summed(string text, int first, int second, string kept, string summed)
    {
        var equation = EinsumEquation.Parse(text, second == 0 ? [first] : [first, second]);
        Assert.Equal((kept, summed), (equation.Result, equation.Summed));
    }

    [Fact]
    public void An_ellipsis_broadcasts()
    {
        var y = Nodes.Run("Einsum", [Tensor.Of<int>([1, 2, 3, 4, 5, 6], 3, 1, 2), Tensor.Of<int>([1, 1, 10, 0], 2, 2)], NodeAttribute.String("equation", "...i, ...i"))[0]!;
        Assert.Equal([3L, 2L], y.Dims);
        Assert.Equal([3, 10, 7, 30, 11, 50], y.AsSpan<int>().ToArray());
    }

    [Fact]
    public void Interpolated_integers_are_refused() =>
        Assert.Equal("op:Resize.type", Assert.Throws<GraphException>(() =>
            Nodes.Run("Resize", [Tensor.Of<int>([1, 2], 2), null, null, Tensor.Of<long>([3], 1)], NodeAttribute.String("mode", "linear"))).Rule);
}
