// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Elements;

namespace Tengen.Reference.Tests;

public sealed class SpecialValueTests
{
    private const float Inf = float.PositiveInfinity;

    [Theory]
    [InlineData("Exp", float.NegativeInfinity, 0)]
    [InlineData("Exp", Inf, Inf)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Exp", float.NaN, float.NaN)]
    [InlineData("Exp", 200, Inf)]
    [InlineData("Erf", Inf, 1)]
    [InlineData("Erf", float.NegativeInfinity, -1)]
    [InlineData("Erf", -0f, -0f)]
    [InlineData("Erf", float.NaN, float.NaN)]
    [InlineData("Sigmoid", float.NegativeInfinity, 0)]
    [InlineData("Sigmoid", Inf, 1)]
    [InlineData("Sigmoid", 0, 0.5f)]
    [InlineData("Sigmoid", -200, 0)]
    [InlineData("Relu", float.NegativeInfinity, 0)]
    [InlineData("Relu", Inf, Inf)]
    [InlineData("Relu", float.NaN, float.NaN)]
    [InlineData("Gelu", Inf, Inf)]
    [InlineData("Gelu", float.NaN, float.NaN)]
    [InlineData("Gelu", 0, 0)]
    public void A_function_of_one_element(string op, float x, float y) => Assert.Equal(y, One(op, x));

    [Theory]
    [InlineData("Add", Inf, float.NegativeInfinity, float.NaN)]
    [InlineData("Add", -0f, -0f, -0f)]
    [InlineData("Sub", Inf, Inf, float.NaN)]
    [InlineData("Mul", 0, Inf, float.NaN)]
    [InlineData("Mul", 3e38f, 10, Inf)]
    [InlineData("Div", 1, 0, Inf)]
    [InlineData("Div", 1, -0f, float.NegativeInfinity)]
    [InlineData("Div", 0, 0, float.NaN)]
    [InlineData("Div", 1, Inf, 0)]
    public void A_function_of_two_elements(string op, float a, float b, float c) => Assert.Equal(c, One(op, a, b));

    [Theory]
    [InlineData("Add", 127, 1, -128)]
    [InlineData("Sub", -128, 1, 127)]
    [InlineData("Mul", 16, 16, 0)]
    [InlineData("Div", -7, 2, -3)]
    [InlineData("Div", -128, -1, -128)]
    public void Eight_bit_integers_wrap_and_truncate(string op, sbyte a, sbyte b, sbyte c) => Assert.Equal(c, One(op, a, b));

    [Fact]
    public void Sixty_four_bit_integers_are_exact_above_two_to_the_53()
    {
        Assert.Equal(9007199254740993L * 3, One("Mul", 9007199254740993L, 3L));
        Assert.Equal(ulong.MaxValue - 1, One("Mul", ulong.MaxValue, 2UL));
        Assert.Equal(3UL, One("Div", ulong.MaxValue, ulong.MaxValue / 3));
        Assert.Throws<GraphException>(() => One("Div", 1L, 0L));
    }

    [Fact]
    public void Softmax_of_large_inputs_does_not_overflow()
    {
        var y = Nodes.Run("Softmax", [Tensor.Of<float>([1000, 1000, -1000], 3)])[0]!;
        Assert.Equal([0.5f, 0.5f, 0f], y.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Quantisation_rounds_ties_to_even_and_saturates()
    {
        var y = Nodes.Run("QuantizeLinear", [Tensor.Of<float>([1, 3, -1, 1000, -1000], 5), Tensor.Scalar(2f), Tensor.Scalar((byte)1)])[0]!;
        Assert.Equal([1, 3, 1, 255, 0], y.AsSpan<byte>().ToArray());
    }

    [Fact]
    public void Cast_truncates_toward_zero_and_rounds_large_integers_once()
    {
        Assert.Equal([2, -2, 0], Cast(Tensor.Of<float>([2.9f, -2.9f, 0.9f], 3), DType.Int32).AsSpan<int>().ToArray());
        var tieAndOne = (1L << 60) + (1L << 52) + 1;
        Assert.Equal((double)((1L << 60) + (1L << 53)), Element.Real(Cast(Tensor.Scalar(tieAndOne), DType.BFloat16), 0));
    }

    [Fact]
    public void Gather_refuses_an_index_outside_the_axis() =>
        Assert.Equal("op:Gather.index", Assert.Throws<GraphException>(() => Nodes.Run("Gather", [Tensor.Of<float>([1, 2], 2), Tensor.Scalar(2L)])).Rule);

    private static Tensor Cast(Tensor input, DType to) => Oracle.Evaluate(Oracle.Prepare(Nodes.Of("Cast", 1), [input], to))[0]!;

    private static T One<T>(string op, params ReadOnlySpan<T> inputs) where T : unmanaged
    {
        var tensors = new List<Tensor?>();
        foreach (var input in inputs)
            tensors.Add(Tensor.Scalar(input));
        return Nodes.Run(op, tensors)[0]!.AsSpan<T>()[0];
    }
}
