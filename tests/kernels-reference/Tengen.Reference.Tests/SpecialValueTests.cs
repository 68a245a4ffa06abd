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
    [InlineData("Log", 0, float.NegativeInfinity)]
    [InlineData("Log", -1, float.NaN)]
    [InlineData("Log", Inf, Inf)]
    [InlineData("Sqrt", -0f, -0f)]
    [InlineData("Sqrt", -1, float.NaN)]
    [InlineData("Sqrt", Inf, Inf)]
    [InlineData("Tanh", float.NegativeInfinity, -1)]
    [InlineData("Softplus", float.NegativeInfinity, 0)]
    [InlineData("Softplus", Inf, Inf)]
    [InlineData("Reciprocal", -0f, float.NegativeInfinity)]
    [InlineData("Reciprocal", Inf, 0)]
    [InlineData("Sin", Inf, float.NaN)]
    [InlineData("Cos", 0, 1)]
    [InlineData("Ceil", -1.5f, -1)]
    [InlineData("Ceil", 1.5f, 2)]
    [InlineData("Ceil", Inf, Inf)]
    [InlineData("Floor", -1.5f, -2)]
    [InlineData("Floor", -0f, -0f)]
    [InlineData("Floor", float.NaN, float.NaN)]
    [InlineData("Round", 2.5f, 2)]
    [InlineData("Round", -1.5f, -2)]
    [InlineData("Round", float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData("Abs", float.NegativeInfinity, Inf)]
    [InlineData("Neg", 0, -0f)]
    [InlineData("Sign", -3e-40f, -1)]
    [InlineData("Sign", -0f, 0)]
    [InlineData("LeakyRelu", float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData("LeakyRelu", float.NaN, float.NaN)]
    [InlineData("HardSigmoid", Inf, 1)]
    [InlineData("HardSwish", -4, -0f)]
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
    [InlineData("Max", 1, float.NaN, float.NaN)]
    [InlineData("Min", float.NaN, 1, float.NaN)]
    [InlineData("Max", float.NegativeInfinity, 1, 1)]
    [InlineData("Pow", float.NaN, 0, 1)]
    [InlineData("Pow", 1, float.NaN, 1)]
    [InlineData("Pow", -2, 3, -8)]
    [InlineData("Pow", -2, 0.5f, float.NaN)]
    [InlineData("Pow", 0, -1, Inf)]
    public void A_function_of_two_elements(string op, float a, float b, float c) => Assert.Equal(c, One(op, a, b));

    [Theory]
    [InlineData("Add", 127, 1, -128)]
    [InlineData("Sub", -128, 1, 127)]
    [InlineData("Mul", 16, 16, 0)]
    [InlineData("Div", -7, 2, -3)]
    [InlineData("Div", -128, -1, -128)]
    [InlineData("Mod", -7, 3, 2)]
    [InlineData("Mod", 7, -3, -2)]
    [InlineData("Mod", -6, 3, 0)]
    public void Eight_bit_integers_wrap_and_truncate(string op, sbyte a, sbyte b, sbyte c) => Assert.Equal(c, One(op, a, b));

    [Fact]
    public void Sixty_four_bit_integers_are_exact_above_two_to_the_53()
    {
        Assert.Equal(9007199254740993L * 3, One("Mul", 9007199254740993L, 3L));
        Assert.Equal(ulong.MaxValue - 1, One("Mul", ulong.MaxValue, 2UL));
        Assert.Equal(3UL, One("Div", ulong.MaxValue, ulong.MaxValue / 3));
        Assert.Throws<GraphException>(() => One("Div", 1L, 0L));
    }

    [Theory]
    [InlineData("Equal", 0, -0f, true)]
    [InlineData("Equal", float.NaN, float.NaN, false)]
    [InlineData("Less", float.NegativeInfinity, -3e38f, true)]
    [InlineData("GreaterOrEqual", float.NaN, 0, false)]
    [InlineData("LessOrEqual", Inf, Inf, true)]
    public void A_comparison_of_two_elements(string op, float a, float b, bool c) =>
        Assert.Equal(c, Nodes.Run(op, [Tensor.Scalar(a), Tensor.Scalar(b)])[0]!.AsSpan<bool>()[0]);

    [Theory]
    [InlineData("Abs", (sbyte)-128, "op:Abs.range")]
    [InlineData("Neg", (sbyte)-128, "op:Neg.range")]
    public void What_the_specification_leaves_open_is_refused(string op, sbyte x, string rule) =>
        Assert.Equal(rule, Assert.Throws<GraphException>(() => One(op, x)).Rule);

    [Fact]
    public void Clip_with_crossed_limits_gives_the_upper_one() =>
        Assert.Equal(1f, Nodes.Run("Clip", [Tensor.Scalar(5f), Tensor.Scalar(3f), Tensor.Scalar(1f)])[0]!.AsSpan<float>()[0]);

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
