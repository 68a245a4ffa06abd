// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class GridSampleTests
{
    private static readonly Tensor Ramp = Tensor.Of<float>([0, 10, 20, 30], 1, 1, 4);

    [Fact]
    public void Corners_are_centers_or_edges()
    {
        Assert.Equal([0f, 15, 30], Sample(Ramp, [-1, 0, 1], "linear", "zeros", 1));
        Assert.Equal([0f, 15, 15], Sample(Ramp, [-1, 0, 1], "linear", "zeros", 0));
    }

    [Fact]
    public void Positions_outside_read_zeros_the_border_or_what_is_reflected()
    {
        Assert.Equal([0f, 0, 0], Sample(Ramp, [1.5, -1e30, double.PositiveInfinity], "linear", "zeros", 0));
        Assert.Equal([30f, 0, 30], Sample(Ramp, [1.5, -1e30, double.PositiveInfinity], "linear", "border", 0));
        Assert.Equal([25f, 5, 5], Sample(Ramp, [1.5, -1.5, 2.5], "linear", "reflection", 0));
        Assert.Equal([15f, 0, 30], Sample(Ramp, [2, 3, -3], "linear", "reflection", 1));
        Assert.Equal([30f, 30, 20], Sample(Ramp, [1, 1.25, 1.75], "nearest", "reflection", 0));
        Assert.Equal([7f, 7], Sample(Tensor.Of<float>([7], 1, 1, 1), [0.5, -9], "linear", "reflection", 1));
    }

    [Fact]
    public void Nearest_rounds_ties_to_even_and_keeps_the_sign_of_zero()
    {
        Assert.Equal([0f, 20, 20], Sample(Ramp, [-0.5, 0, 0.5], "nearest", "zeros", 0));
        Assert.True(float.IsNegative(Sample(Tensor.Of<float>([-0f], 1, 1, 1), [0], "nearest", "zeros", 0)[0]));
    }

    [Fact]
    public void Cubic_weighs_four_elements()
    {
        var x = Tensor.Of<float>([0, 0, 64, 0], 1, 1, 4);
        Assert.Equal([-6f, 38, 38, -6], Sample(x, [-0.5, 0, 0.5, 1], "cubic", "zeros", 0));
    }

    [Fact]
    public void A_position_that_is_no_number_gives_none()
    {
        foreach (var mode in (string[])["nearest", "linear", "cubic"])
            foreach (var padding in (string[])["zeros", "border", "reflection"])
                Assert.Equal([float.NaN], Sample(Ramp, [double.NaN], mode, padding, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_channel_of_every_batch_is_sampled_at_its_own_positions(bool wide)
    {
        const int Batch = 2, Channels = 37, Depth = 3, Height = 5, Width = 9, Points = 283;
        var random = new Random(5);
        var x = new double[Batch * Channels * Depth * Height * Width];
        for (var i = 0; i < x.Length; i++)
            x[i] = i / (Depth * Height * Width) + 100 * (i % Width) + 10 * (i / Width % Height) + i / Width / Height % Depth;
        var grid = Enumerable.Range(0, Batch * Points * 3).Select(_ => random.Next(-8, 9) / 8.0).ToArray();
        var y = Sample(Of(wide, x, Batch, Channels, Depth, Height, Width), Of(!wide, grid, Batch, Points, 1, 1, 3), [Batch, Channels, Points, 1, 1]);
        for (var i = 0; i < y.Length; i++)
        {
            var (point, plane) = (i / (Channels * Points) * Points + i % Points, i / Points);
            double At(int axis, int extent) => (grid[3 * point + axis] + 1) / 2 * (extent - 1);
            Assert.Equal(plane + 100 * At(0, Width) + 10 * At(1, Height) + At(2, Depth), y[i], 1e-3);
        }
    }

    [Fact]
    public void Modes_have_other_names_before_version_20()
    {
        var grid = Tensor.Of<float>([0], 1, 1, 1);
        foreach (var (version, mode, verdict) in new[] { (16, "bilinear", Verdict.Yes), (16, "linear", Verdict.No), (22, "bilinear", Verdict.No), (22, "cubic", Verdict.Yes) })
            Assert.Equal(verdict, Ask(One("GridSample", version, [Ramp, grid], (DType.Float32, [1, 1, 1]), NodeAttribute.String("mode", mode))).Verdict);
    }

    private static float[] Sample(Tensor x, double[] positions, string mode, string padding, long align)
    {
        Tensor[] inputs = [x, Of(false, positions, 1, positions.Length, 1)];
        return Run(One("GridSample", 22, inputs, (DType.Float32, [1, 1, positions.Length]), NodeAttribute.String("mode", mode), NodeAttribute.String("padding_mode", padding),
            NodeAttribute.Int("align_corners", align)), inputs).AsSpan<float>().ToArray();
    }

    private static double[] Sample(Tensor x, Tensor grid, long[] dims)
    {
        var y = Run(One("GridSample", 22, [x, grid], (x.Type, dims), NodeAttribute.Int("align_corners", 1)), x, grid);
        return x.Type == DType.Float64 ? y.AsSpan<double>().ToArray() : [.. y.AsSpan<float>().ToArray().Select(value => (double)value)];
    }

    private static Tensor Of(bool wide, double[] values, params long[] dims) =>
        wide ? Tensor.Of<double>(values, dims) : Tensor.Of<float>([.. values.Select(value => (float)value)], dims);
}
