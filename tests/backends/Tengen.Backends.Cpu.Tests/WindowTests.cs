// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class WindowTests
{
    public static TheoryData<bool, long[], long[], int, long[], long[], long[]> Convolutions => new()
    {
        { false, [2, 3, 11], [4, 3, 3], 1, [2], [2], [1, 2] },
        { true, [1, 4, 9], [6, 2, 2], 2, [1], [3], [0, 1] },
        { false, [1, 2, 5, 6, 7], [3, 2, 3, 2, 3], 1, [1, 2, 1], [1, 1, 2], [1, 0, 2, 1, 1, 2] },
        { true, [2, 4, 4, 5, 6], [4, 2, 2, 3, 2], 2, [2, 1, 2], [1, 1, 1], [0, 1, 1, 1, 1, 0] },
        { true, [1, 3, 8, 9], [5, 3, 3, 3], 1, [1, 1], [1, 1], [1, 1, 1, 1] },
        { false, [1, 2, 3, 3, 4, 5], [2, 2, 2, 2, 2, 2], 1, [1, 1, 1, 1], [1, 2, 1, 1], [0, 0, 0, 0, 1, 1, 1, 1] },
        { false, [1, 4, 5, 5, 5], [8, 1, 3, 3, 3], 4, [1, 1, 1], [1, 1, 1], [1, 1, 1, 1, 1, 1] },
        { false, [2, 3, 9, 75], [6, 1, 3, 5], 3, [2, 3], [1, 2], [1, 4, 1, 3] },
        { false, [1, 2, 4, 150], [2, 1, 2, 7], 2, [1, 1], [1, 1], [0, 9, 1, 2] },
        { true, [1, 3, 6, 21], [3, 1, 3, 3], 3, [1, 2], [2, 1], [2, 0, 2, 1] },
    };

    [Theory, MemberData(nameof(Convolutions))]
    public void Convolution_over_any_number_of_dims_agrees_with_the_plain_sum(bool wide, long[] image, long[] weights, int group, long[] strides, long[] dilations, long[] pads)
    {
        var (x, w, b) = (Numbers(wide, 1, image), Numbers(wide, 2, weights), Numbers(wide, 3, weights[0]));
        var spatial = image.Length - 2;
        long[] output = [image[0], weights[0], .. Enumerable.Range(0, spatial).Select(i => (image[i + 2] + pads[i] + pads[i + spatial] - dilations[i] * (weights[i + 2] - 1) - 1) / strides[i] + 1)];
        var graph = One("Conv", 22, [x, w, b], (x.Type, output), NodeAttribute.Int("group", group), NodeAttribute.Ints("pads", pads),
            NodeAttribute.Ints("strides", strides), NodeAttribute.Ints("dilations", dilations));
        var expected = new double[Shape.CountOf(output)];
        var (xs, ws, bs) = (Values(x), Values(w), Values(b));
        foreach (var at in Positions(output))
        {
            var sum = bs[at[1]];
            foreach (var tap in Positions(weights[1..]))
            {
                long[] from = [at[0], at[1] / (weights[0] / group) * weights[1] + tap[0], .. Enumerable.Range(0, spatial).Select(i => at[i + 2] * strides[i] - pads[i] + tap[i + 1] * dilations[i])];
                if (Inside(from, image))
                    sum += xs[Index(from, image)] * ws[Index([at[1], .. tap], weights)];
            }
            expected[Index(at, output)] = sum;
        }
        AllNear(expected, Run(graph, x, w, b), wide);
    }

    [Theory, MemberData(nameof(Convolutions))]
    public void Transposed_convolution_is_the_adjoint_of_the_plain_sum(bool wide, long[] output, long[] weights, int group, long[] strides, long[] dilations, long[] pads)
    {
        var spatial = output.Length - 2;
        long[] taps = weights[2..];
        long[] image = [output[0], weights[0], .. Enumerable.Range(0, spatial).Select(i => (output[i + 2] + pads[i] + pads[i + spatial] - dilations[i] * (taps[i] - 1) - 1) / strides[i] + 1)];
        long[] missing = [.. Enumerable.Range(0, spatial).Select(i => output[i + 2] - (strides[i] * (image[i + 2] - 1) + dilations[i] * (taps[i] - 1) + 1 - pads[i] - pads[i + spatial]))];
        var (x, w, b) = (Numbers(wide, 1, image), Numbers(wide, 2, weights), Numbers(wide, 3, output[1]));
        var graph = One("ConvTranspose", 22, [x, w, b], (x.Type, output), NodeAttribute.Int("group", group), NodeAttribute.Ints("pads", pads),
            NodeAttribute.Ints("strides", strides), NodeAttribute.Ints("dilations", dilations), NodeAttribute.Ints("output_padding", missing));
        var (xs, ws, bs) = (Values(x), Values(w), Values(b));
        var expected = Positions(output).Select(at => bs[at[1]]).ToArray();
        foreach (var at in Positions(image))
            foreach (var tap in Positions(weights[1..]))
            {
                long[] to = [at[0], at[1] / (weights[0] / group) * weights[1] + tap[0], .. Enumerable.Range(0, spatial).Select(i => at[i + 2] * strides[i] - pads[i] + tap[i + 1] * dilations[i])];
                if (Inside(to, output))
                    expected[Index(to, output)] += xs[Index(at, image)] * ws[Index([at[1], .. tap], weights)];
            }
        AllNear(expected, Run(graph, x, w, b), wide);
    }

    [Theory]
    [InlineData("MaxPool", 0)]
    [InlineData("AveragePool", 0)]
    [InlineData("AveragePool", 1)]
    [InlineData("LpPool", 1)]
    [InlineData("LpPool", 2)]
    [InlineData("LpPool", 3)]
    public void Pools_over_three_dims_agree_with_the_plain_loop(string op, int parameter)
    {
        foreach (var wide in (bool[])[false, true])
        {
            long[] image = [2, 3, 5, 6, 19], taps = [3, 2, 3], strides = [1, 2, 1], dilations = [1, 2, 2], pads = [1, 1, 2, 1, 0, 1];
            long[] output = [2, 3, .. Enumerable.Range(0, 3).Select(i => (image[i + 2] + pads[i] + pads[i + 3] - dilations[i] * (taps[i] - 1) - 1) / strides[i] + 1)];
            var x = Numbers(wide, 1, image);
            NodeAttribute[] more = op == "LpPool" ? [NodeAttribute.Int("p", parameter)] : op == "AveragePool" ? [NodeAttribute.Int("count_include_pad", parameter)] : [];
            var graph = One(op, 22, [x], (x.Type, output), [NodeAttribute.Ints("kernel_shape", taps), NodeAttribute.Ints("strides", strides),
                NodeAttribute.Ints("dilations", dilations), NodeAttribute.Ints("pads", pads), .. more]);
            var xs = Values(x);
            var expected = Positions(output).Select(at =>
            {
                var values = Positions(taps).Select(tap => (long[])[at[0], at[1], .. Enumerable.Range(0, 3).Select(i => at[i + 2] * strides[i] - pads[i] + tap[i] * dilations[i])])
                    .Where(from => Inside(from, image)).Select(from => xs[Index(from, image)]).ToArray();
                return op switch
                {
                    "MaxPool" => values.Max(),
                    "AveragePool" => values.Sum() / (parameter == 0 ? values.Length : 18),
                    _ => Math.Pow(values.Sum(value => Math.Pow(Math.Abs(value), parameter)), 1.0 / parameter),
                };
            }).ToArray();
            AllNear(expected, Run(graph, x), wide);
        }
    }

    [Theory]
    [InlineData(0, new long[] { 5, 5, 17, 17 })]
    [InlineData(1, new long[] { 4, 4, 16, 16 })]
    public void Indices_of_a_max_pool_count_rows_or_columns_of_the_whole_input(int order, long[] expected)
    {
        var x = Tensor.Of<sbyte>([1, 2, 3, 3, 7, 9, 4, 0, 0, 0, 0, 0, 1, 1, 1, 1, 7, 8, 8, 1, 0, 0, 0, 0], 1, 2, 3, 4);
        var graph = One("MaxPool", 22, [x], (DType.Int64, [1, 2, 1, 2]), NodeAttribute.Ints("kernel_shape", 3, 3), NodeAttribute.Int("storage_order", order));
        graph = graph with { Nodes = [new Node("", "MaxPool", 22, [0], [Node.Absent, 1], graph.Nodes[0].Attributes)] };
        Assert.Equal(expected, Run(graph, x).AsSpan<long>().ToArray());
    }

    [Fact]
    public void Global_pools_take_the_mean_and_the_maximum_of_long_planes()
    {
        var x = Random(1, 2, 3, 41, 43);
        var (mean, max) = (Run(One("GlobalAveragePool", 22, [x], (DType.Float32, [2, 3, 1, 1])), x), Run(One("GlobalMaxPool", 22, [x], (DType.Float32, [2, 3, 1, 1])), x));
        for (var plane = 0; plane < 6; plane++)
        {
            var values = x.AsSpan<float>().Slice(plane * 41 * 43, 41 * 43).ToArray();
            Near(values.Average(value => (double)value), mean.AsSpan<float>()[plane], 1e-7);
            Assert.Equal(values.Max(), max.AsSpan<float>()[plane]);
        }
    }

    internal static Tensor Numbers(bool wide, int seed, params long[] dims)
    {
        var narrow = Random(seed, dims);
        return wide ? Tensor.Of<double>([.. Values(narrow).Select(value => value * Math.PI)], dims) : narrow;
    }

    internal static double[] Values(Tensor tensor) =>
        tensor.Type == DType.Float64 ? tensor.AsSpan<double>().ToArray() : [.. tensor.AsSpan<float>().ToArray().Select(value => (double)value)];

    internal static void AllNear(double[] expected, Tensor actual, bool wide)
    {
        var values = Values(actual);
        Assert.Equal(expected.Length, values.Length);
        var limit = (wide ? 1e-14 : 1e-6) * (1 + expected.Max(Math.Abs)) * 4;
        for (var i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - values[i]) <= limit, $"element {i}: {values[i]:R} is not {expected[i]:R} within {limit}");
    }

    private static IEnumerable<long[]> Positions(long[] dims)
    {
        for (long i = 0; i < Shape.CountOf(dims); i++)
        {
            var at = new long[dims.Length];
            for (var (rest, axis) = (i, dims.Length - 1); axis >= 0; rest /= dims[axis--])
                at[axis] = rest % dims[axis];
            yield return at;
        }
    }

    private static bool Inside(long[] at, long[] dims) => at.Zip(dims).All(pair => pair.First >= 0 && pair.First < pair.Second);

    private static long Index(long[] at, long[] dims) => at.Zip(dims).Aggregate(0L, (index, pair) => index * pair.Second + pair.First);
}
