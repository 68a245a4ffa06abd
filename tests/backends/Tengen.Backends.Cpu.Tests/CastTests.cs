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
}
