// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Formats;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Threading;
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class CastTests
{
    [Fact]
    public void Every_fp16_survives_the_way_through_fp32()
    {
        var halves = Tensor.Of<Half>([.. Enumerable.Range(0, 1 << 16).Select(i => BitConverter.UInt16BitsToHalf((ushort)i))], 1 << 16);
        var twice = Run(One("Add", 14, [halves, halves], (DType.Float16, [1 << 16])), halves, halves).AsSpan<Half>();
        for (var i = 0; i < twice.Length; i++)
            Assert.Equal((Half)((float)halves.AsSpan<Half>()[i] * 2), twice[i]);
    }

    [Fact]
    public unsafe void Narrowing_to_fp16_is_bit_equal_to_the_runtime()
    {
        using var pool = new ForkJoinPool(2);
        const int Count = (1 << 17) + 3;
        var from = Tensor.Of<float>([.. Enumerable.Range(0, Count).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 32771))], Count);
        var to = new Tensor(DType.Float16, Count);
        var body = new Narrow((float*)from.Pointer, (ushort*)to.Pointer, Count, false);
        pool.Run(body.Items, ref body);
        for (var i = 0; i < Count; i++)
            Assert.Equal((Half)from.AsSpan<float>()[i], to.AsSpan<Half>()[i]);
    }

    [Fact]
    public void Floats_to_integers_truncate_saturate_and_send_nan_to_zero()
    {
        var x = Tensor.Of<float>([1.9f, -1.9f, 300, -300, float.NaN, float.PositiveInfinity], 6);
        Assert.Equal([1, -1, 127, -128, 0, 127], Run(One("Cast", 25, [x], (DType.Int8, [6])), x).AsSpan<sbyte>().ToArray());
    }

    [Fact]
    public void Integers_wrap_and_anything_but_zero_is_true()
    {
        var x = Tensor.Of<long>([257, -1, 0], 3);
        Assert.Equal([1, 255, 0], Run(One("Cast", 25, [x], (DType.UInt8, [3])), x).AsSpan<byte>().ToArray());
        Assert.Equal([1, 1, 0], Run(One("Cast", 25, [x], (DType.Bool, [3])), x).AsBytes().ToArray());
    }

    [Theory]
    [InlineData(1.00390625 + 1e-12, 0x3f81)]
    [InlineData(1.00390625, 0x3f80)]
    [InlineData(1.01171875, 0x3f82)]
    [InlineData(double.NaN, 0xffc0)]
    [InlineData(1e300, 0x7f80)]
    [InlineData(-1e-45, 0x8000)]
    public void Double_to_bfloat16_rounds_once(double value, int bits) =>
        Assert.Equal(bits & 0x7fff, BFloat16.From(value).Bits & 0x7fff);

    [Fact]
    public void A_64_bit_integer_just_above_a_tie_rounds_up()
    {
        var x = Tensor.Of<long>([(1L << 61) + (1L << 53) + 1, (1L << 61) + (1L << 53)], 2);
        var y = Run(One("Cast", 25, [x], (DType.BFloat16, [2])), x).AsSpan<ushort>();
        Assert.Equal([0x5e01, 0x5e00], y.ToArray().Select(bits => (int)bits));
    }

    [Theory]
    [InlineData(10, 1, new[] { 448f, 448f, -448f, 0.001953125f, 0f })]
    [InlineData(10, 0, new[] { float.NaN, float.NaN, float.NaN, 0.001953125f, 0f })]
    [InlineData(12, 1, new[] { 57344f, 448f, -57344f, 0.001953125f, 0.0009765625f })]
    [InlineData(12, 0, new[] { float.PositiveInfinity, 448f, float.NegativeInfinity, 0.001953125f, 0.0009765625f })]
    public void Eight_bit_floats_saturate_only_when_told(int code, int saturate, float[] expected)
    {
        var x = Tensor.Of<float>([1e6f, 470, float.NegativeInfinity, 0.001953125f, 0.00094f], 5);
        var type = code == 10 ? DType.Float8E4M3FN : DType.Float8E5M2;
        var y = Run(One("Cast", 25, [x], (type, [5]), NodeAttribute.Int("saturate", saturate)), x);
        Assert.Equal(expected, Run(One("Cast", 25, [y], (DType.Float32, [5])), y).AsSpan<float>().ToArray());
    }

    [Fact]
    public void Four_bit_integers_are_packed_low_first_and_keep_their_sign()
    {
        var x = Tensor.Of<int>([-8, 7, 9, 1, -1], 5);
        var y = Run(One("Cast", 25, [x], (DType.Int4, [5])), x);
        Assert.Equal([0x78, 0x19, 0x0f], y.AsBytes().ToArray());
        Assert.Equal([-8, 7, -7, 1, -1], Run(One("Cast", 25, [y], (DType.Int32, [5])), y).AsSpan<int>().ToArray());
    }

    [Fact]
    public void Unsigned_64_bit_integers_round_once_to_every_float()
    {
        var x = Tensor.Of<ulong>([(1UL << 63) + 1025, (1UL << 63) + (1UL << 39) + 1, ulong.MaxValue], 3);
        Assert.Equal([9223372036854777856d, 9223372586610589696d, 18446744073709551616d], Run(One("Cast", 25, [x], (DType.Float64, [3])), x).AsSpan<double>().ToArray());
        Assert.Equal([9223372036854775808f, 9223373136366403584f, 18446744073709551616f], Run(One("Cast", 25, [x], (DType.Float32, [3])), x).AsSpan<float>().ToArray());
    }

    [Theory]
    [InlineData("up", 1, new[] { 0, 128, 127, 254, 255 })]
    [InlineData("down", 1, new[] { 0, 127, 127, 254, 255 })]
    [InlineData("nearest", 0, new[] { 255, 128, 127, 255, 255 })]
    public void Powers_of_two_round_as_the_mode_says(string mode, int saturate, int[] expected)
    {
        var x = Tensor.Of<float>([0, 1.5f, 1, float.PositiveInfinity, float.NaN], 5);
        var y = Run(One("Cast", 25, [x], (DType.Float8E8M0, [5]), NodeAttribute.String("round_mode", mode), NodeAttribute.Int("saturate", saturate)), x);
        Assert.Equal(expected, y.AsBytes().ToArray().Select(code => (int)code));
    }
}
