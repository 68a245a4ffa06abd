// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class IndexTests
{
    private static readonly Tensor Table = Tensor.Of<float>([1, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void Gather_elements_takes_single_elements_along_an_axis()
    {
        var indices = Tensor.Of<int>([1, -1, 0, -2], 2, 2);
        Assert.Equal([2f, 3, 4, 5], Run(One("GatherElements", 13, [Table, indices], (DType.Float32, [2, 2]), NodeAttribute.Int("axis", 1)), Table, indices).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Gather_nd_takes_slices_of_each_batch()
    {
        var (x, indices) = (Tensor.Of<short>([0, 1, 2, 3, 4, 5, 6, 7], 2, 2, 2), Tensor.Of<long>([1, 0], 2, 1));
        Assert.Equal([2, 3, 4, 5], Run(One("GatherND", 13, [x, indices], (DType.Int16, [2, 2]), NodeAttribute.Int("batch_dims", 1)), x, indices).AsSpan<short>().ToArray());
    }

    [Fact]
    public void Scatter_elements_reduces_repeated_indices_in_their_order()
    {
        var (indices, updates) = (Tensor.Of<long>([0, 0, -1, 1, 1, 1], 2, 3), Tensor.Of<float>([10, 20, 30, 2, 3, 4], 2, 3));
        Assert.Equal([20f, 2, 30, 4, 4, 6], Scatter("ScatterElements", indices, updates, "none"));
        Assert.Equal([31f, 2, 33, 4, 14, 6], Scatter("ScatterElements", indices, updates, "add"));
        Assert.Equal([200f, 2, 90, 4, 120, 6], Scatter("ScatterElements", indices, updates, "mul"));
        Assert.Equal([20f, 2, 30, 4, 5, 6], Scatter("ScatterElements", indices, updates, "max"));
        Assert.Equal([1f, 2, 3, 4, 2, 6], Scatter("ScatterElements", indices, updates, "min"));
    }

    [Fact]
    public void Scatter_nd_adds_half_floats_in_single_precision()
    {
        var (data, indices) = (Tensor.Of<Half>([(Half)2048, (Half)1], 2), Tensor.Of<long>([0, 0, 1], 3, 1));
        var updates = Tensor.Of<Half>([(Half)1, (Half)1, (Half)1], 3);
        Assert.Equal([(Half)2050, (Half)2], Run(One("ScatterND", 18, [data, indices, updates], (DType.Float16, [2]), NodeAttribute.String("reduction", "add")), data, indices, updates).AsSpan<Half>().ToArray());
    }

    [Fact]
    public void An_index_out_of_range_fails_the_execution_and_names_its_position()
    {
        var (flat, tuple, updates) = (Tensor.Of<long>([0, 1, 7, 0, 0, 0], 2, 3), Tensor.Of<long>([0, 1, 2, 0], 2, 2), Tensor.Of<float>([1, 2], 2));
        Assert.Contains("index 7 at position 2", Assert.Throws<PluginException>(() => Run(One("GatherElements", 13, [Table, flat], (DType.Float32, [2, 3])), Table, flat)).Message);
        Assert.Contains("index 7 at position 2", Assert.Throws<PluginException>(() => Scatter("ScatterElements", flat, Table, "none")).Message);
        Assert.Contains("index 2 at position 2", Assert.Throws<PluginException>(() => Run(One("GatherND", 13, [Table, tuple], (DType.Float32, [2])), Table, tuple)).Message);
        Assert.Contains("index 2 at position 2", Assert.Throws<PluginException>(() => Scatter("ScatterND", tuple, updates, "add")).Message);
    }

    [Fact]
    public void One_hot_counts_negative_indices_from_the_end_and_ignores_those_out_of_range()
    {
        var (indices, depth, values) = (Tensor.Of<float>([1.9f, -1, 3, -4], 4), Tensor.Scalar(3L), Tensor.Of<sbyte>([-1, 1], 2));
        Assert.Equal([-1, -1, -1, -1, 1, -1, -1, -1, -1, 1, -1, -1],
            Run(One("OneHot", 11, [indices, depth, values], (DType.Int8, [3, 4]), NodeAttribute.Int("axis", 0)), indices, depth, values).AsSpan<sbyte>().ToArray());
    }

    [Fact]
    public void Non_zero_passes_over_negative_zero_and_fails_when_another_number_is_found()
    {
        var x = Tensor.Of<float>([0, float.NaN, -0f, 5], 2, 2);
        Assert.Equal([0L, 1, 1, 1], Run(One("NonZero", 13, [x], (DType.Int64, [2, 2])), x).AsSpan<long>().ToArray());
        Assert.Contains("finds 2 elements; the graph says 3", Assert.Throws<PluginException>(() => Run(One("NonZero", 13, [x], (DType.Int64, [2, 3])), x)).Message);
    }

    [Fact]
    public void Compress_takes_a_condition_shorter_than_the_axis()
    {
        var condition = Tensor.Of<bool>([false, true], 2);
        Assert.Equal([2f, 5], Run(One("Compress", 11, [Table, condition], (DType.Float32, [2, 1]), NodeAttribute.Int("axis", -1)), Table, condition).AsSpan<float>().ToArray());
        Assert.Contains("holds 1 times", Assert.Throws<PluginException>(() => Run(One("Compress", 11, [Table, condition], (DType.Float32, [2, 2]), NodeAttribute.Int("axis", -1)), Table, condition)).Message);
    }

    [Fact]
    public void Range_runs_down_and_fails_when_its_operands_give_another_number()
    {
        Tensor[] inputs = [Tensor.Scalar((short)5).Reshape(), Tensor.Scalar((short)-2).Reshape(), Tensor.Scalar((short)-3).Reshape()];
        Assert.Equal([5, 2, -1], Run(One("Range", 11, inputs, (DType.Int16, [3])), inputs).AsSpan<short>().ToArray());
        Assert.Contains("has not the 4 elements", Assert.Throws<PluginException>(() => Run(One("Range", 11, inputs, (DType.Int16, [4])), inputs)).Message);
    }

    [Fact]
    public void Trilu_takes_diagonals_beyond_the_matrix()
    {
        Assert.Equal([0f, 2, 3, 0, 0, 6], Trilu(1, 1));
        Assert.Equal([0f, 0, 0, 0, 0, 0], Trilu(long.MaxValue, 1));
        Assert.Equal([1f, 2, 3, 4, 5, 6], Trilu(long.MaxValue, 0));
        Assert.Equal([0f, 0, 0, 4, 0, 0], Trilu(-1, 0));
    }

    [Fact]
    public void Reverse_sequence_turns_each_sequence_as_far_as_it_is_long()
    {
        var (good, bad) = (Tensor.Of<long>([2, 1, 0], 3), Tensor.Of<long>([2, 3, 1], 3));
        Assert.Equal([4f, 2, 3, 1, 5, 6], Run(One("ReverseSequence", 10, [Table, good], (DType.Float32, [2, 3])), Table, good).AsSpan<float>().ToArray());
        Assert.Contains("length 3 of sequence 1", Assert.Throws<PluginException>(() => Run(One("ReverseSequence", 10, [Table, bad], (DType.Float32, [2, 3])), Table, bad)).Message);
    }

    private static float[] Scatter(string op, Tensor indices, Tensor updates, string reduction)
    {
        Tensor[] inputs = [Table, indices, updates];
        NodeAttribute[] attributes = op == "ScatterND" ? [NodeAttribute.String("reduction", reduction)] : [NodeAttribute.Int("axis", 1), NodeAttribute.String("reduction", reduction)];
        return Run(One(op, 18, inputs, (DType.Float32, [2, 3]), attributes), inputs).AsSpan<float>().ToArray();
    }

    private static float[] Trilu(long k, long upper)
    {
        var diagonal = Tensor.Scalar(k).Reshape();
        return Run(One("Trilu", 14, [Table, diagonal], (DType.Float32, [2, 3]), NodeAttribute.Int("upper", upper)), Table, diagonal).AsSpan<float>().ToArray();
    }
}
