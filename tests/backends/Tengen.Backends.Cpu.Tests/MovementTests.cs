// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class MovementTests
{
    private static readonly Tensor Rows = Tensor.Of<short>([1, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void Transpose_of_many_sizes_and_orders_agrees_with_indexing()
    {
        foreach (long[] dims in new long[][] { [1, 1, 1], [70, 33, 1], [3, 65, 40], [2, 5, 1050] })
            foreach (long[] order in new long[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
            {
                var x = new Tensor(DType.Int32, dims);
                for (var i = 0; i < x.Count; i++)
                    x.AsSpan<int>()[i] = i;
                long[] outputs = [.. order.Select(axis => dims[axis])];
                var y = Run(One("Transpose", 25, [x], (DType.Int32, outputs), NodeAttribute.Ints("perm", order)), x).AsSpan<int>();
                long[] steps = [dims[1] * dims[2], dims[2], 1];
                for (var i = 0; i < y.Length; i++)
                    Assert.Equal(i / (outputs[1] * outputs[2]) * steps[order[0]] + i / outputs[2] % outputs[1] * steps[order[1]] + i % outputs[2] * steps[order[2]], y[i]);
            }
    }

    [Fact]
    public void Transpose_moves_elements_of_4_and_2_bits()
    {
        var x = Tensor.Of<byte>(DType.UInt4, [0x21, 0x43, 0x65], 2, 3);
        Assert.Equal([0x41, 0x52, 0x63], Run(One("Transpose", 25, [x], (DType.UInt4, [3, 2])), x).AsBytes().ToArray());
        var y = Tensor.Of<byte>(DType.UInt2, [0b00_11_10_01, 0b10], 5, 1);
        Assert.Equal(y.AsBytes().ToArray(), Run(One("Transpose", 25, [y], (DType.UInt2, [1, 5])), y).AsBytes().ToArray());
    }

    [Fact]
    public void Slice_runs_backwards_and_cuts_its_bounds_to_the_axis()
    {
        Assert.Equal([6, 4, 3, 1], Slice([long.MaxValue, -1], [long.MinValue, -100], [0, 1], [-1, -2], 2, 2));
        Assert.Equal([2, 3], Slice([0, 1], [1, long.MaxValue], [-2, -1], [1, 1], 1, 2));
    }

    [Fact]
    public void Slice_bounds_that_contradict_the_graph_at_run_time_fail_the_execution()
    {
        Assert.Contains("axis 1 has 3 elements", Assert.Throws<PluginException>(() => Slice([0], [9], [1], [1], 2, 2)).Message);
        Assert.Contains("axis 0 is left whole", Assert.Throws<PluginException>(() => Slice([0], [2], [1], [1], 1, 2)).Message);
        Assert.Contains("axis 5", Assert.Throws<PluginException>(() => Slice([0], [2], [5], [1], 2, 3)).Message);
        Assert.Contains("step is 0", Assert.Throws<PluginException>(() => Slice([0], [2], [1], [0], 2, 2)).Message);
    }

    [Fact]
    public void Pad_reflects_and_wraps_further_than_the_tensor_is_long()
    {
        var x = Tensor.Of<short>([1, 2, 3], 3);
        Assert.Equal([2, 1, 2, 3, 2, 1, 2, 3, 2], Pad(x, "reflect", [5, 1], 9));
        Assert.Equal([2, 3, 1, 2, 3, 1, 2, 3, 1], Pad(x, "wrap", [5, 1], 9));
        Assert.Equal([1, 1, 1, 2, 3, 3], Pad(x, "edge", [2, 1], 6));
    }

    [Fact]
    public void Pad_takes_elements_away_where_pads_are_negative()
    {
        var x = Tensor.Of<short>([1, 2, 3], 3);
        Assert.Equal([2, 3, 0, 0], Pad(x, "constant", [-1, 2], 4));
        Assert.Equal([2, 3, 3], Pad(x, "edge", [-1, 1], 3));
        Assert.Contains("leave 0 of the 3", Assert.Throws<PluginException>(() => Pad(x, "edge", [-3, 1], 1)).Message);
    }

    [Fact]
    public void Pad_reads_axes_and_the_constant_at_run_time()
    {
        Tensor[] inputs = [Rows, Tensor.Of<long>([1, 0], 2), Tensor.Of<short>([7], 1), Tensor.Of<int>([-1], 1)];
        Assert.Equal([7, 1, 2, 3, 7, 4, 5, 6], Run(One("Pad", 25, inputs, (DType.Int16, [2, 4])), inputs).AsSpan<short>().ToArray());
    }

    [Fact]
    public void Tile_and_expand_repeat_and_split_cuts()
    {
        var repeats = Tensor.Of<long>([2, 2], 2);
        Assert.Equal([1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6],
            Run(One("Tile", 13, [Rows, repeats], (DType.Int16, [4, 6])), Rows, repeats).AsSpan<short>().ToArray());
        var (column, to) = (Tensor.Of<short>([1, 2], 2, 1), Tensor.Of<long>([2, 2, 2], 3));
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2], Run(One("Expand", 13, [column, to], (DType.Int16, [2, 2, 2])), column, to).AsSpan<short>().ToArray());
    }

    [Fact]
    public void Depth_to_space_undoes_space_to_depth()
    {
        var x = Random(1, 2, 3, 4, 6);
        var deep = Run(One("SpaceToDepth", 13, [x], (DType.Float32, [2, 12, 2, 3]), NodeAttribute.Int("blocksize", 2)), x);
        Assert.Equal(x.AsSpan<float>()[7], deep.AsSpan<float>()[(3 + 6) * 6]);
        var back = Run(One("DepthToSpace", 13, [deep], (DType.Float32, [2, 3, 4, 6]), NodeAttribute.Int("blocksize", 2)), deep);
        Assert.Equal(x.AsSpan<float>().ToArray(), back.AsSpan<float>().ToArray());
    }

    private static short[] Slice(long[] starts, long[] ends, long[] axes, long[] steps, params long[] dims)
    {
        Tensor[] inputs = [Rows, .. new[] { starts, ends, axes, steps }.Select(values => Tensor.Of<long>(values, values.Length))];
        return Run(One("Slice", 13, inputs, (DType.Int16, dims)), inputs).AsSpan<short>().ToArray();
    }

    private static short[] Pad(Tensor x, string mode, long[] pads, long extent)
    {
        Tensor[] inputs = [x, Tensor.Of<long>(pads, pads.Length)];
        return Run(One("Pad", 25, inputs, (DType.Int16, [extent]), NodeAttribute.String("mode", mode)), inputs).AsSpan<short>().ToArray();
    }
}
