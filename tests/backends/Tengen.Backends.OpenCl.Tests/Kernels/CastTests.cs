// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class CastTests
{
    [Fact]
    public void Doubles_are_rounded_once_to_16_bits()
    {
        var random = new Random(3);
        double[] x = [1 + 1 / 1024.0 / 2 + 1e-12, 1e-50, -1e-50, 65520, 65519.999999999, 1e300, double.NaN, double.NegativeInfinity, 0, -0.0,
            .. Enumerable.Range(0, 5000).Select(_ => Math.ScaleB(random.NextDouble() - 0.5, random.Next(-30, 20)))];
        var halves = One(Processor, "Cast", 25, [Tensor.Of<double>(x, x.Length)], (DType.Float16, [x.Length])).AsSpan<Half>();
        for (var i = 0; i < x.Length; i++)
            Assert.True(((Half)x[i]).Equals(halves[i]), $"{x[i]:R} became {halves[i]}, not {(Half)x[i]}");
    }

    [Fact]
    public void Ties_that_a_float_would_hide_go_the_right_way_in_bf16()
    {
        double tie = 1 + 1 / 256.0;
        var y = One(Processor, "Cast", 25, [Tensor.Of<double>([tie, tie + 1e-12, tie - 1e-12], 3)], (DType.BFloat16, [3])).AsSpan<ushort>();
        Assert.Equal([(ushort)0x3f80, (ushort)0x3f81, (ushort)0x3f80], y.ToArray());
        var z = One(Processor, "Cast", 25, [Tensor.Of<long>([(257L << 40) + 1, 257L << 40, long.MaxValue, long.MinValue, -(257L << 40) - 1], 5)], (DType.BFloat16, [5])).AsSpan<ushort>();
        Assert.Equal([Bits(258 * Math.Pow(2, 40)), Bits(256 * Math.Pow(2, 40)), Bits(Math.Pow(2, 63)), Bits(-Math.Pow(2, 63)), Bits(-258 * Math.Pow(2, 40))], z.ToArray());
    }

    [Fact]
    public void Large_integers_round_to_nearest_even_in_fp32()
    {
        ulong[] x = [ulong.MaxValue, (1UL << 24) + 1, (1UL << 24) + 3, 1UL << 63, (1UL << 40) + 1];
        var y = One(Processor, "Cast", 25, [Tensor.Of<ulong>(x, x.Length)], (DType.Float32, [x.Length])).AsSpan<float>();
        Assert.Equal([.. x.Select(value => (float)value)], y.ToArray());
    }

    [Fact]
    public void Floats_truncate_and_integers_wrap()
    {
        Assert.Equal([1, -1, 0, 0], One(Processor, "Cast", 25, [Tensor.Of<float>([1.9f, -1.9f, 0.99f, -0f], 4)], (DType.Int32, [4])).AsSpan<int>().ToArray());
        Assert.Equal([(byte)0, (byte)255, (byte)1], One(Processor, "Cast", 25, [Tensor.Of<int>([256, -1, 257], 3)], (DType.UInt8, [3])).AsSpan<byte>().ToArray());
        Assert.Equal([(byte)1, (byte)0, (byte)1, (byte)0, (byte)1], One(Processor, "Cast", 25, [Tensor.Of<float>([0.1f, 0, float.NaN, -0f, -5], 5)], (DType.Bool, [5])).AsBytes().ToArray());
    }

    private static ushort Bits(double value) => (ushort)(BitConverter.SingleToUInt32Bits((float)value) >> 16);
}
