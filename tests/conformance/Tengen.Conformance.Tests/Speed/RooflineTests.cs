// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Tests.Speed;

public sealed class RooflineTests
{
    private static readonly MachinePeaks Peaks = new(2, [new("f32", 100e9, "fma"), new("i8", 400e9, "dot")], [new(1 << 20, 50e9, "cache"), new(1 << 28, 10e9, "memory")]);

    [Theory]
    [InlineData(1_000_000_000, 1000, "compute", 0.01)]
    [InlineData(1000, 1 << 20, "memory", (1 << 20) / 50e9)]
    [InlineData(1000, 1 << 28, "memory", (1 << 28) / 10e9)]
    [InlineData(10, 10, "launch", 2e-6)]
    public void The_largest_limit_decides(long operations, long bytes, string bound, double seconds)
    {
        var limit = Roofline.Of(new Work("f32", operations, bytes), Peaks, cold: false, 2e-6, 4 * seconds);
        Assert.Equal(bound, limit.Bound);
        Assert.Equal(seconds, limit.Seconds, 12);
        Assert.Equal(0.25, limit.Score, 12);
    }

    [Fact]
    public void Cold_data_come_from_memory_whatever_their_size() =>
        Assert.Equal(10e9, Roofline.Of(new Work("f32", 10, 1 << 20), Peaks, cold: true, null, 1).PeakBytes);

    [Theory]
    [InlineData("f32", 100e9)]
    [InlineData("bf16", 100e9)]
    [InlineData("u8", 400e9)]
    public void A_dtype_is_held_against_the_arithmetic_that_computes_it(string type, double peak) => Assert.Equal(peak, Peaks.ArithmeticOf(type)!.OperationsPerSecond);

    [Fact]
    public void Without_a_probe_only_the_other_limits_count()
    {
        var limit = Roofline.Of(new Work("i64", 1_000_000_000, 1 << 20), Peaks, cold: false, null, 1);
        Assert.Equal("memory", limit.Bound);
        Assert.Null(limit.ShareOfPeak);
        Assert.Contains("no probe", limit.Probe, StringComparison.Ordinal);
    }
}
