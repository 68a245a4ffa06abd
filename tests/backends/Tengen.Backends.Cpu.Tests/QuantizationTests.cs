// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class QuantizationTests
{
    [Fact]
    public void Long_and_short_tensors_round_ties_to_even_and_saturate_alike()
    {
        var x = new Tensor(DType.Float32, 103);
        for (var i = 0; i < 103; i++)
            x.AsSpan<float>()[i] = (i - 51) * 0.5f;
        x.AsSpan<float>()[3] = 1e30f;
        x.AsSpan<float>()[101] = -1e30f;
        var (scale, zero) = (Tensor.Scalar(0.1f).Reshape(), Tensor.Scalar((sbyte)-3).Reshape());
        var y = Run(One("QuantizeLinear", 25, [x, scale, zero], (DType.Int8, [103])), x, scale, zero).AsSpan<sbyte>();
        for (var i = 0; i < 103; i++)
            Assert.Equal((sbyte)Math.Clamp(MathF.Round(x.AsSpan<float>()[i] / 0.1f) - 3, -128, 127), y[i]);
    }

    [Fact]
    public void Four_bit_integers_saturate_at_their_own_limits()
    {
        var (x, scale) = (Tensor.Of<float>([-100, -1.5f, 2.5f, 100, 7], 5), Tensor.Scalar(1f).Reshape());
        Assert.Equal([0xe8, 0x72, 0x07], Run(One("QuantizeLinear", 25, [x, scale], (DType.Int4, [5])), x, scale).AsBytes().ToArray());
        var q = Tensor.Of<byte>(DType.Int4, [0xe8, 0x72, 0x07], 5);
        Assert.Equal([-8f, -2, 2, 7, 7], Run(One("DequantizeLinear", 25, [q, scale], (DType.Float32, [5])), q, scale).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Blocks_along_an_axis_have_scales_of_their_own_also_the_last_and_shorter_one()
    {
        var x = Tensor.Of<sbyte>([1, 2, 3, 4, 5, 6], 1, 3, 2);
        var (scale, zero) = (Tensor.Of<float>([1, 10, 100, 1000], 1, 2, 2), Tensor.Of<sbyte>([0, 1, 0, 1], 1, 2, 2));
        NodeAttribute[] attributes = [NodeAttribute.Int("axis", 1), NodeAttribute.Int("block_size", 2)];
        Assert.Equal([1f, 10, 3, 30, 500, 5000], Run(One("DequantizeLinear", 25, [x, scale, zero], (DType.Float32, [1, 3, 2]), attributes), x, scale, zero).AsSpan<float>().ToArray());
        var flat = Tensor.Of<sbyte>([1, 2, 3], 1, 3);
        var scales = Tensor.Of<float>([1, 10], 1, 2);
        Assert.Equal([1f, 2, 30], Run(One("DequantizeLinear", 25, [flat, scales], (DType.Float32, [1, 3]), attributes), flat, scales).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Half_scales_divide_in_half_precision_unless_the_attribute_says_otherwise()
    {
        var (x, scale) = (Tensor.Of<Half>([(Half)2047], 1), Tensor.Scalar((Half)0.3f).Reshape());
        var exact = 2047f / (float)(Half)0.3f;
        Assert.Equal((ushort)MathF.Round((float)(Half)exact), Run(One("QuantizeLinear", 25, [x, scale], (DType.UInt16, [1])), x, scale).AsSpan<ushort>()[0]);
        Assert.Equal((ushort)MathF.Round(exact), Run(One("QuantizeLinear", 25, [x, scale], (DType.UInt16, [1]), NodeAttribute.Int("precision", 1)), x, scale).AsSpan<ushort>()[0]);
    }

    [Fact]
    public void Small_floats_saturate_only_when_asked()
    {
        var (x, scale) = (Tensor.Of<float>([1000, 1, -0.4f], 3), Tensor.Scalar(1f).Reshape());
        (DType, long[]) type = (DType.Float8E4M3FN, [3]);
        Assert.Equal([0x7e, 0x38, 0xad], Run(One("QuantizeLinear", 25, [x, scale], type), x, scale).AsBytes().ToArray());
        Assert.Equal(0x7f, Run(One("QuantizeLinear", 25, [x, scale], type, NodeAttribute.Int("saturate", 0)), x, scale).AsBytes()[0]);
    }

    [Fact]
    public void Integer_products_are_exact_at_their_extremes_for_odd_depths_and_widths()
    {
        var (a, b) = (new Tensor(DType.UInt8, 2, 5, 37), new Tensor(DType.Int8, 37, 19));
        new Random(1).NextBytes(a.AsBytes());
        new Random(2).NextBytes(b.AsBytes());
        a.AsBytes()[..100].Fill(255);
        b.AsBytes()[..300].Fill(0x80);
        var (za, zb) = (Tensor.Of<byte>([0, 255, 3, 4, 5], 5), Tensor.Of<sbyte>([.. Enumerable.Range(0, 19).Select(i => (sbyte)(127 - i))], 19));
        var y = Run(One("MatMulInteger", 10, [a, b, za, zb], (DType.Int32, [2, 5, 19])), a, b, za, zb).AsSpan<int>();
        for (var i = 0; i < y.Length; i++)
        {
            var (row, column, sum) = (i / 19, i % 19, 0);
            for (var k = 0; k < 37; k++)
                sum += (a.AsSpan<byte>()[row * 37 + k] - za.AsSpan<byte>()[row % 5]) * (b.AsSpan<sbyte>()[k * 19 + column] - zb.AsSpan<sbyte>()[column]);
            Assert.Equal(sum, y[i]);
        }
    }

    [Fact]
    public void Leading_dims_of_integer_products_broadcast()
    {
        var (a, b) = (Tensor.Of<byte>([1, 2, 3, 4], 2, 1, 1, 2), Tensor.Of<byte>([1, 1, 2, 2, 0, 5], 3, 2, 1));
        Assert.Equal([3, 6, 10, 7, 14, 20], Run(One("MatMulInteger", 10, [a, b], (DType.Int32, [2, 3, 1, 1])), a, b).AsSpan<int>().ToArray());
    }

    [Fact]
    public void The_padding_of_an_integer_convolution_counts_as_the_zero_point()
    {
        var (x, w, zero) = (Tensor.Of<byte>([2, 3, 4], 1, 1, 3), Tensor.Of<byte>([1, 1, 1], 1, 1, 3), Tensor.Scalar((byte)1).Reshape());
        Assert.Equal([3, 6, 5], Run(One("ConvInteger", 10, [x, w, zero], (DType.Int32, [1, 1, 3]), NodeAttribute.Ints("pads", 1, 1)), x, w, zero).AsSpan<int>().ToArray());
    }

    [Fact]
    public void Requantisation_rounds_ties_to_even_before_the_zero_point_and_saturates()
    {
        Tensor[] inputs =
        [
            Tensor.Of<sbyte>([1, 3, 5, 127], 4, 1), Tensor.Scalar(1f).Reshape(), Tensor.Scalar((sbyte)0).Reshape(),
            Tensor.Of<sbyte>([1], 1, 1), Tensor.Scalar(1f).Reshape(), Tensor.Scalar((sbyte)0).Reshape(),
            Tensor.Scalar(2f).Reshape(), Tensor.Scalar((sbyte)101).Reshape(),
        ];
        Assert.Equal([101, 103, 103, 127], Run(One("QLinearMatMul", 21, inputs, (DType.Int8, [4, 1])), inputs).AsSpan<sbyte>().ToArray());
    }

    [Fact]
    public void Products_of_small_floats_are_quantised_to_small_floats()
    {
        var one = Tensor.Scalar(1f).Reshape();
        var zero = Tensor.Of<byte>(DType.Float8E5M2, [0]);
        Tensor[] inputs = [Tensor.Of<byte>(DType.Float8E5M2, [0x3c, 0xc0, 0x7b], 3, 1), one, zero, Tensor.Of<byte>(DType.Float8E5M2, [0x40], 1, 1), one, zero, Tensor.Scalar(0.5f).Reshape(), zero];
        Assert.Equal([0x44, 0xc8, 0x7b], Run(One("QLinearMatMul", 21, inputs, (DType.Float8E5M2, [3, 1])), inputs).AsBytes().ToArray());
    }

    [Fact]
    public void Dynamic_quantisation_of_nothing_but_zeros_is_zero()
    {
        var x = new Tensor(DType.Float32, 9);
        Assert.Equal(new byte[9], Run(One("DynamicQuantizeLinear", 11, [x], (DType.UInt8, [9])), x).AsSpan<byte>().ToArray());
    }
}
