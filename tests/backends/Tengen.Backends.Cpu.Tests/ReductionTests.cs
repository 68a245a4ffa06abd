// SPDX-License-Identifier: Apache-2.0
using System.Numerics;
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

using Graph = Tengen.Graph.Graph;

public sealed class ReductionTests
{
    public static TheoryData<long[]> AxesOf4 => new([0], [1], [2], [3], [0, 1], [0, 2], [1, 3], [2, 3], [0, 1, 2, 3], [-1, 0], [1, 2]);

    [Theory]
    [MemberData(nameof(AxesOf4))]
    public void Sums_over_any_axes_agree_with_a_plain_loop(long[] axes)
    {
        Agree<int>(axes, DType.Int32);
        Agree<ulong>(axes, DType.UInt64);
        Agree<float>(axes, DType.Float32);
        Agree<double>(axes, DType.Float64);
    }

    [Fact]
    public void Long_rows_and_columns_are_summed_in_pairs()
    {
        var x = Tensor.Of<float>([.. Enumerable.Repeat(0.1f, 1 << 20)], 1 << 20);
        var row = Reduce("ReduceSum", 13, x).AsSpan<float>()[0];
        Near(0.1f * (double)(1 << 20), row, 0.02);
        var columns = Reduce("ReduceSum", 13, x.Reshape(1 << 19, 2), 0).AsSpan<float>();
        Near(0.1f * (double)(1 << 19), columns[1], 0.02);
    }

    [Theory]
    [InlineData("ReduceSum", 13, 0f)]
    [InlineData("ReduceProd", 18, 1f)]
    [InlineData("ReduceMax", 20, float.NegativeInfinity)]
    [InlineData("ReduceMin", 20, float.PositiveInfinity)]
    [InlineData("ReduceMean", 18, float.NaN)]
    [InlineData("ReduceL2", 18, 0f)]
    [InlineData("ReduceLogSum", 18, float.NegativeInfinity)]
    [InlineData("ReduceLogSumExp", 18, float.NegativeInfinity)]
    public void None_gives_what_the_specification_says(string op, int version, float expected) =>
        Assert.Equal([expected, expected], Reduce(op, version, new Tensor(DType.Float32, 2, 0), 1).AsSpan<float>().ToArray());

    [Fact]
    public void The_least_of_no_bools_is_true_and_the_greatest_false()
    {
        Assert.Equal([1], Reduce("ReduceMin", 20, new Tensor(DType.Bool, 0)).AsBytes().ToArray());
        Assert.Equal([0], Reduce("ReduceMax", 20, new Tensor(DType.Bool, 0)).AsBytes().ToArray());
    }

    [Fact]
    public void A_reduction_over_no_axes_still_does_its_other_steps()
    {
        var x = Tensor.Of<float>([2, -3], 2);
        var y = Run(One("ReduceSumSquare", 18, [x], (DType.Float32, [2]), NodeAttribute.Int("noop_with_empty_axes", 1)), x);
        Assert.Equal([4f, 9], y.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Log_sum_exp_does_not_overflow_and_nan_reaches_the_result()
    {
        var x = Tensor.Of<float>([1000, 1000, float.NegativeInfinity, float.NegativeInfinity, float.NaN, 1, float.PositiveInfinity, 1], 4, 2);
        Assert.Equal([(float)(1000 + Math.Log(2)), float.NegativeInfinity, float.NaN, float.PositiveInfinity], Reduce("ReduceLogSumExp", 18, x, 1).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Axes_that_are_no_constant_are_asked_for()
    {
        var (x, axes) = (Random(1, 3, 4), Tensor.Of<long>([1], 1));
        Assert.Equal(Verdict.IfConstant, Ask(One("ReduceSum", 13, [x, axes], (DType.Float32, [3, 1]))).Verdict);
    }

    [Fact]
    public void Positions_take_the_first_or_the_last_of_equals_and_nan_first()
    {
        var x = Tensor.Of<float>([1, 3, 3, 0, 2, float.NaN, 5, float.NaN], 2, 4);
        Assert.Equal([1, 1], Position("ArgMax", x, 1, 0));
        Assert.Equal([2, 3], Position("ArgMax", x, 1, 1));
        Assert.Equal([3, 1], Position("ArgMin", x, 1, 0));
        var columns = Tensor.Of<sbyte>([1, -128, 127, 1, 0, 127], 2, 3);
        Assert.Equal([0, 1, 0], Position("ArgMax", columns, 0, 0));
    }

    [Theory]
    [InlineData(1, new[] { 9f, 9, 7 }, new long[] { 1, 3, 0 })]
    [InlineData(0, new[] { -1f, 2, 7 }, new long[] { 4, 2, 0 })]
    public void Top_k_sorts_and_prefers_the_first_of_equals(int largest, float[] values, long[] indices)
    {
        var (x, k) = (Tensor.Of<float>([7, 9, 2, 9, -1], 5), Tensor.Of<long>([3], 1));
        Assert.Equal(values, Run(One("TopK", 24, [x, k], (DType.Float32, [3]), NodeAttribute.Int("largest", largest)), x, k).AsSpan<float>().ToArray());
        var both = Top(x, k, largest);
        Assert.Equal(indices, Run(both, x, k).AsSpan<long>().ToArray());
    }

    [Fact]
    public void Running_sums_go_both_ways_and_read_their_axis_at_run_time()
    {
        var (x, axis, bad) = (Tensor.Of<int>([1, 2, 3, 4, 5, 6], 2, 3), Tensor.Of<int>([-1], 1), Tensor.Of<int>([2], 1));
        Graph Of(params NodeAttribute[] attributes) => One("CumSum", 14, [x, axis], (DType.Int32, [2, 3]), attributes);
        Assert.Equal([1, 3, 6, 4, 9, 15], Run(Of(), x, axis).AsSpan<int>().ToArray());
        Assert.Equal([5, 3, 0, 11, 6, 0], Run(Of(NodeAttribute.Int("exclusive", 1), NodeAttribute.Int("reverse", 1)), x, axis).AsSpan<int>().ToArray());
        Assert.Contains("axis 2", Assert.Throws<PluginException>(() => Run(Of(), x, bad)).Message);
    }

    [Fact]
    public void Losses_weigh_classes_and_leave_out_the_ignored_one()
    {
        var x = Tensor.Of<float>([1, 2, 2, 2, 3, 2, 0, 1, 2, 2, 1, 2], 2, 3, 2);
        var (target, weight) = (Tensor.Of<long>([2, 1, 0, 2], 2, 2), Tensor.Of<float>([0.2f, 0.3f, 0.1f], 3));
        Graph Of((DType, long[]) output, params NodeAttribute[] attributes) => One("NegativeLogLikelihoodLoss", 22, [x, target, weight], output, attributes);
        Near(-1.1 / 0.7, Run(Of((DType.Float32, [])), x, target, weight).AsSpan<float>()[0], 1e-6);
        Near(-1.1, Run(Of((DType.Float32, []), NodeAttribute.String("reduction", "sum")), x, target, weight).AsSpan<float>()[0], 1e-6);
        Near(-0.6 / 0.5, Run(Of((DType.Float32, []), NodeAttribute.Int("ignore_index", 2)), x, target, weight).AsSpan<float>()[0], 1e-6);
        var bad = Tensor.Of<long>([2, 1, 3, 2], 2, 2);
        Assert.Contains("target 3 at position 2", Assert.Throws<PluginException>(() => Run(Of((DType.Float32, [])), x, bad, weight)).Message);
    }

    private static Graph Top(Tensor x, Tensor k, int largest) => new()
    {
        Values = [new("x", x.Type, new(x.Dims)), new("k", k.Type, new(k.Dims)), new("i", DType.Int64, new(k.AsSpan<long>()[0]))],
        Nodes = [new("", "TopK", 24, [0, 1], [Node.Absent, 2], new([NodeAttribute.Int("largest", largest)]))],
        Inputs = [0, 1],
        Outputs = [2],
    };

    private static long[] Position(string op, Tensor x, int axis, int last) => Run(One(op, 13, [x], (DType.Int64, [x.Dims[1 - axis]]),
        NodeAttribute.Int("axis", axis), NodeAttribute.Int("keepdims", 0), NodeAttribute.Int("select_last_index", last)), x).AsSpan<long>().ToArray();

    /// <summary>Without keepdims; over all axes when none is given.</summary>
    private static Tensor Reduce(string op, int version, Tensor x, params long[] axes) => Run(
        Chain([x], [Tensor.Of<long>(axes, axes.Length)], (x.Type, axes.Length == 0 ? [] : [.. x.Dims.RemoveAt((int)axes[0])]),
            (op, version, [0, 1], 2, [NodeAttribute.Int("keepdims", 0)])), x);

    private static void Agree<T>(long[] axes, DType type) where T : unmanaged, INumber<T>
    {
        long[] dims = [3, 5, 2, 67];
        var x = Tensor.Of<T>([.. Enumerable.Range(0, 3 * 5 * 2 * 67).Select(i => T.CreateTruncating(i * 7919 % 101))], dims);
        var folded = axes.Select(axis => (int)(axis + 4) % 4).ToHashSet();
        long[] kept = [.. dims.Select((dim, i) => folded.Contains(i) ? 1 : dim)];
        var expected = new T[Shape.CountOf(kept)];
        for (var i = 0; i < x.Count; i++)
        {
            var (rest, to, step) = (i, 0L, 1L);
            for (var dim = 3; dim >= 0; rest /= (int)dims[dim], step *= kept[dim], dim--)
                to += rest % dims[dim] % kept[dim] * step;
            expected[to] += x.AsSpan<T>()[i];
        }
        var y = Run(Chain([x], [Tensor.Of<long>(axes, axes.Length)], (type, kept), ("ReduceSum", 13, [0, 1], 2, [])), x);
        Assert.Equal(expected, y.AsSpan<T>().ToArray());
    }
}
