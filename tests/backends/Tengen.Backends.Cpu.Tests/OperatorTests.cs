// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class OperatorTests
{
    [Fact]
    public void Broadcasting_follows_numpy()
    {
        var (a, b) = (Random(1, 2, 1, 4, 1), Random(2, 3, 1, 5));
        var y = Run(One("Mul", 14, [a, b], (DType.Float32, [2, 3, 4, 5])), a, b).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Assert.Equal(a.AsSpan<float>()[i / 60 * 4 + i / 5 % 4] * b.AsSpan<float>()[i / 20 % 3 * 5 + i % 5], y[i]);
    }

    [Fact]
    public void Integers_wrap_and_division_by_zero_does_not_crash()
    {
        var (a, b) = (Tensor.Of<int>([7, int.MinValue, 5, -7], 4), Tensor.Of<int>([2, -1, 0, 2], 4));
        Assert.Equal([3, int.MinValue, 0, -3], Run(One("Div", 14, [a, b], (DType.Int32, [4])), a, b).AsSpan<int>().ToArray());
    }

    [Fact]
    public void Softmax_over_an_inner_axis_sums_to_one_and_keeps_nan_in_its_row()
    {
        var x = Random(1, 2, 19, 3);
        x.AsSpan<float>()[4] = float.NaN;
        var y = Run(One("Softmax", 13, [x], (DType.Float32, [2, 19, 3]), NodeAttribute.Int("axis", 1)), x);
        for (var row = 0; row < 6; row++)
        {
            double sum = 0, expected = 0;
            for (var k = 0; k < 19; k++)
                expected += Math.Exp(x.AsSpan<float>()[row / 3 * 57 + k * 3 + row % 3]);
            for (var k = 0; k < 19; k++)
            {
                var i = row / 3 * 57 + k * 3 + row % 3;
                Near(Math.Exp(x.AsSpan<float>()[i]) / expected, y.AsSpan<float>()[i], 1e-7);
                sum += y.AsSpan<float>()[i];
            }
            Assert.Equal(row == 1, double.IsNaN(sum));
        }
    }

    [Fact]
    public void Layer_normalization_agrees_with_double()
    {
        var (x, scale, bias) = (Random(1, 5, 37), Random(2, 37), Random(3, 37));
        var y = Run(One("LayerNormalization", 17, [x, scale, bias], (DType.Float32, [5, 37])), x, scale, bias).AsSpan<float>();
        for (var row = 0; row < 5; row++)
        {
            var values = x.AsSpan<float>().Slice(row * 37, 37).ToArray();
            var mean = values.Average(value => (double)value);
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-5f);
            for (var i = 0; i < 37; i++)
                Near((values[i] - mean) / deviation * scale.AsSpan<float>()[i] + bias.AsSpan<float>()[i], y[row * 37 + i], 2e-6);
        }
    }

    [Fact]
    public void Max_pool_lets_nan_win_and_ignores_padding()
    {
        var x = Tensor.Of<float>([-1, -2, -3, float.NaN, -5, -6, -7, -8, -9], 1, 1, 3, 3);
        var y = Run(One("MaxPool", 22, [x], (DType.Float32, [1, 1, 2, 2]), NodeAttribute.Ints("kernel_shape", 2, 2),
            NodeAttribute.Ints("strides", 2, 2), NodeAttribute.Ints("pads", 1, 1, 0, 0)), x);
        Assert.Equal([-1, -2, float.NaN, -5], y.AsSpan<float>().ToArray());
    }

    [Fact]
    public void Average_pool_counts_padding_but_not_what_ceil_mode_adds()
    {
        var x = Tensor.Of<float>([1, 2, 3, 4], 1, 1, 1, 4);
        (DType, long[]) type = (DType.Float32, [1, 1, 1, 3]);
        NodeAttribute[] attributes = [NodeAttribute.Ints("kernel_shape", 1, 3), NodeAttribute.Ints("strides", 1, 2), NodeAttribute.Ints("pads", 0, 1, 0, 1), NodeAttribute.Int("ceil_mode", 1)];
        Assert.Equal([1.5f, 3f, 4f], Run(One("AveragePool", 22, [x], type, attributes), x).AsSpan<float>().ToArray());
        Assert.Equal([1f, 3f, 2f], Run(One("AveragePool", 22, [x], type, [.. attributes, NodeAttribute.Int("count_include_pad", 1)]), x).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Reduce_mean_takes_any_axes()
    {
        var (x, axes) = (Random(1, 3, 4, 5), Tensor.Of<long>([0, -1], 2));
        var y = Run(Chain([x], [axes], (DType.Float32, [4]), ("ReduceMean", 18, [0, 1], 2, [NodeAttribute.Int("keepdims", 0)])), x).AsSpan<float>();
        for (var j = 0; j < 4; j++)
            Near(Enumerable.Range(0, 15).Average(i => (double)x.AsSpan<float>()[i / 5 * 20 + j * 5 + i % 5]), y[j], 1e-7);
    }

    [Fact]
    public void Gemm_with_transposes_alpha_beta_and_a_column_agrees_with_double()
    {
        var (a, b, c) = (Random(1, 7, 5), Random(2, 9, 7), Random(3, 5, 1));
        var y = Run(One("Gemm", 13, [a, b, c], (DType.Float32, [5, 9]), NodeAttribute.Int("transA", 1), NodeAttribute.Int("transB", 1),
            NodeAttribute.Float("alpha", 0.5f), NodeAttribute.Float("beta", 2)), a, b, c).AsSpan<float>();
        for (var i = 0; i < 5; i++)
            for (var j = 0; j < 9; j++)
                Near(0.5 * Enumerable.Range(0, 7).Sum(k => (double)a.AsSpan<float>()[k * 5 + i] * b.AsSpan<float>()[j * 7 + k]) + 2.0 * c.AsSpan<float>()[i], y[i * 9 + j], 2e-6);
    }

    [Fact]
    public void Matmul_broadcasts_leading_dims_in_fp32_and_wraps_in_int32()
    {
        var (a, b) = (Random(1, 2, 1, 3, 4), Random(2, 5, 4, 6));
        var y = Run(One("MatMul", 13, [a, b], (DType.Float32, [2, 5, 3, 6])), a, b).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
        {
            var (n, m, r, c) = (i / 90, i / 18 % 5, i / 6 % 3, i % 6);
            Near(Enumerable.Range(0, 4).Sum(k => (double)a.AsSpan<float>()[n * 12 + r * 4 + k] * b.AsSpan<float>()[m * 24 + k * 6 + c]), y[i], 1e-6);
        }
        var (p, q) = (Tensor.Of<int>([int.MaxValue, 2], 1, 2), Tensor.Of<int>([2, 3], 2));
        Assert.Equal([unchecked(int.MaxValue * 2) + 6], Run(One("MatMul", 13, [p, q], (DType.Int32, [1])), p, q).AsSpan<int>().ToArray());
    }

    [Fact]
    public void Gather_takes_negative_indices_and_refuses_others_by_position()
    {
        var (x, good, bad) = (Tensor.Of<float>([1, 2, 3, 4, 5, 6], 2, 3), Tensor.Of<long>([-1, 0], 2), Tensor.Of<long>([0, 3], 2));
        NodeAttribute[] axis = [NodeAttribute.Int("axis", 1)];
        Assert.Equal([3f, 1, 6, 4], Run(One("Gather", 13, [x, good], (DType.Float32, [2, 2]), axis), x, good).AsSpan<float>().ToArray());
        var failure = Assert.Throws<PluginException>(() => Run(One("Gather", 13, [x, bad], (DType.Float32, [2, 2]), axis), x, bad));
        Assert.Contains("index 3 at position 1", failure.Message);
    }

    [Fact]
    public void Transpose_and_concat_move_elements()
    {
        var x = Tensor.Of<short>([1, 2, 3, 4, 5, 6], 1, 2, 3);
        Assert.Equal([1, 4, 2, 5, 3, 6], Run(One("Transpose", 25, [x], (DType.Int16, [3, 1, 2]), NodeAttribute.Ints("perm", 2, 0, 1)), x).AsSpan<short>().ToArray());
        var y = Tensor.Of<short>([7, 8], 1, 2, 1);
        Assert.Equal([1, 2, 3, 7, 4, 5, 6, 8], Run(One("Concat", 13, [x, y], (DType.Int16, [1, 2, 4]), NodeAttribute.Int("axis", 2)), x, y).AsSpan<short>().ToArray());
    }

    [Fact]
    public void Quantization_rounds_ties_to_even_and_saturates()
    {
        var (x, scale, zero) = (Tensor.Of<float>([0.5f, 1.5f, -0.5f, 300, -300, 2.5f], 6), Tensor.Scalar(1f), Tensor.Scalar((byte)1));
        scale = scale.Reshape();
        zero = zero.Reshape();
        Assert.Equal([1, 3, 1, 255, 0, 3], Run(One("QuantizeLinear", 25, [x, scale, zero], (DType.UInt8, [6])), x, scale, zero).AsSpan<byte>().ToArray());
        var (q, scales, zeros) = (Tensor.Of<sbyte>([1, 2, 3, -4], 2, 2), Tensor.Of<float>([0.5f, 2], 2), Tensor.Of<sbyte>([1, -1], 2));
        Assert.Equal([0, 6, 1, -6], Run(One("DequantizeLinear", 25, [q, scales, zeros], (DType.Float32, [2, 2]), NodeAttribute.Int("axis", 1)), q, scales, zeros).AsSpan<float>().ToArray());
    }
}
