// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Tests.Numbers;

public sealed class FormatTests
{
    public static TheoryData<string> Narrow => [.. Formats.All.Where(format => format.Bits <= 19).Select(format => format.Name)];

    private static Format Named(string name) => Formats.All.Single(format => format.Name == name);

    [Theory, MemberData(nameof(Narrow))]
    public void Every_code_survives_decode_and_encode(string name)
    {
        var format = Named(name);
        for (ulong code = 0; code < 1ul << format.Bits; code++)
        {
            var value = format.Decode(code);
            if (double.IsNaN(value))
                Assert.True(double.IsNaN(format.Decode(format.Encode(value))));
            else
                Assert.Equal(code, format.Encode(value));
        }
    }

    [Theory, MemberData(nameof(Narrow))]
    public void Every_midpoint_rounds_as_its_mode_says(string name)
    {
        var format = Named(name);
        for (ulong code = 0; code + 1 < 1ul << (format.Bits - 1); code++)
        {
            var (low, high) = (format.Decode(code), format.Decode(code + 1));
            if (!double.IsFinite(low) || !double.IsFinite(high))
                continue;
            var middle = (low + high) / 2;
            Assert.Equal(code % 2 == 0 ? low : high, format.Round(middle));
            Assert.Equal(high, format.Round(middle, Rounding.NearestAway));
            Assert.Equal(low, format.Round(middle, Rounding.TowardZero));
            Assert.Equal(-low, format.Round(-middle, Rounding.TowardZero));
            Assert.Equal(low, format.Round(Math.BitDecrement(middle)));
            Assert.Equal(high, format.Round(Math.BitIncrement(middle)));
            Assert.Equal(high, format.Round(new Real(middle, 1e-300)));
            Assert.Equal(low, format.Round(new Real(middle, -1e-300)));
            Assert.Equal(high - low, format.Ulp(low));
        }
    }

    [Fact]
    public void Half_and_single_agree_with_the_runtime_on_every_half_and_a_million_reals()
    {
        for (var code = 0; code <= ushort.MaxValue; code++)
        {
            var expected = (double)BitConverter.UInt16BitsToHalf((ushort)code);
            Assert.Equal(expected, Formats.Float16.Decode((ulong)code));
        }
        var random = new Random(1);
        for (var i = 0; i < 1_000_000; i++)
        {
            var value = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            value = i % 2 == 0 ? value : Math.ScaleB(random.NextDouble() - 0.5, random.Next(-160, 130));
            if (double.IsNaN(value))
                continue;
            Assert.Equal((double)(float)value, Formats.Float32.Round(value));
            Assert.Equal((double)(Half)value, Formats.Float16.Round(value));
            if (i % 16 == 0)
                Assert.Equal((ulong)BitConverter.DoubleToInt64Bits(value), Formats.Float64.Encode(value));
        }
    }

    [Theory]
    [InlineData("f8e4m3fn", 464, 448, 448)]
    [InlineData("f8e4m3fn", 465, double.NaN, 448)]
    [InlineData("f8e5m2", 61440, double.PositiveInfinity, 57344)]
    [InlineData("f8e4m3fnuz", 300, double.NaN, 240)]
    [InlineData("f4e2m1", 100, 6, 6)]
    [InlineData("f16", 65519.99, 65504, 65504)]
    [InlineData("f16", 65520, double.PositiveInfinity, 65504)]
    public void Overflow_is_as_the_format_says(string name, double value, double plain, double saturated)
    {
        Assert.Equal(plain, Named(name).Round(value));
        Assert.Equal(saturated, Named(name).Round(value, saturate: true));
    }

    [Fact]
    public void A_dtype_without_sign_and_fraction_is_refused_by_name() =>
        Assert.Contains("f8e8m0", Assert.Throws<NotSupportedException>(() => Formats.Of(DType.Float8E8M0)).Message, StringComparison.Ordinal);
}
