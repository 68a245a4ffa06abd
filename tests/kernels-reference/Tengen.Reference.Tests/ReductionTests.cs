// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;

namespace Tengen.Reference.Tests;

public sealed class ReductionTests
{
    [Theory]
    [InlineData("ReduceSum", 0)]
    [InlineData("ReduceProd", 1)]
    [InlineData("ReduceL1", 0)]
    [InlineData("ReduceL2", 0)]
    [InlineData("ReduceSumSquare", 0)]
    [InlineData("ReduceMax", float.NegativeInfinity)]
    [InlineData("ReduceMin", float.PositiveInfinity)]
    [InlineData("ReduceLogSum", float.NegativeInfinity)]
    [InlineData("ReduceLogSumExp", float.NegativeInfinity)]
    [InlineData("ReduceMean", float.NaN)]
    public void A_reduction_of_nothing(string op, float value) =>
        Assert.Equal([value, value], Nodes.Run(op, [new Tensor(DType.Float32, 2, 0), Tensor.Of<long>([-1], 1)], NodeAttribute.Int("keepdims", 0))[0]!.AsSpan<float>().ToArray());

    [Fact]
    public void The_extremes_of_no_integers_are_the_limits_of_their_type()
    {
        Assert.Equal(int.MinValue, Nodes.Run("ReduceMax", [new Tensor(DType.Int32, 0)])[0]!.AsSpan<int>()[0]);
        Assert.Equal(byte.MaxValue, Nodes.Run("ReduceMin", [new Tensor(DType.UInt8, 0)])[0]!.AsSpan<byte>()[0]);
        Assert.False(Nodes.Run("ReduceMax", [new Tensor(DType.Bool, 0)])[0]!.AsSpan<bool>()[0]);
    }

    [Fact]
    public void The_logarithm_of_a_sum_of_exponentials_does_not_overflow()
    {
        Assert.Equal(1000 + MathF.Log(2), Nodes.Run("ReduceLogSumExp", [Tensor.Of<float>([1000, 1000], 2)])[0]!.AsSpan<float>()[0]);
        Assert.Equal(float.PositiveInfinity, Nodes.Run("ReduceLogSumExp", [Tensor.Of<float>([float.PositiveInfinity, 1], 2)])[0]!.AsSpan<float>()[0]);
    }

    [Theory]
    [InlineData("ArgMax", 0, 1)]
    [InlineData("ArgMax", 1, 3)]
    [InlineData("ArgMin", 0, 0)]
    [InlineData("ArgMin", 1, 2)]
    public void Of_equal_extremes_the_first_or_the_last_is_named(string op, int last, long position) =>
        Assert.Equal(position, Nodes.Run(op, [Tensor.Of<float>([0, 5, -0f, 5], 4)], NodeAttribute.Int("select_last_index", last))[0]!.AsSpan<long>()[0]);

    [Fact]
    public void A_reversed_exclusive_running_sum_starts_at_the_back() =>
        Assert.Equal([5, 3, 0], Nodes.Run("CumSum", [Tensor.Of<int>([1, 2, 3], 3), Tensor.Scalar(0)], NodeAttribute.Int("reverse", 1), NodeAttribute.Int("exclusive", 1))[0]!.AsSpan<int>().ToArray());
}
