// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class SamplingTests
{
    private static readonly Tensor Ramp = Tensor.Of<float>([0, 10, 20, 30], 1, 4);

    [Fact]
    public void Nearest_modes_part_at_ties()
    {
        foreach (var (mode, expected) in new[] { ("round_prefer_floor", 0f), ("round_prefer_ceil", 10f), ("floor", 0f), ("ceil", 10f) })
            Assert.Equal([expected, expected + 20], Resize(Ramp, [1, 2], NodeAttribute.String("nearest_mode", mode)));
    }

    [Fact]
    public void Linear_reads_the_edge_beyond_it_and_corners_align_when_asked()
    {
        var linear = NodeAttribute.String("mode", "linear");
        Assert.Equal([0f, 2.5f, 7.5f, 12.5f, 17.5f, 22.5f, 27.5f, 30], Resize(Ramp, [1, 8], linear));
        Assert.Equal([0f, 5, 10, 15, 20, 25, 30], Resize(Ramp, [1, 7], linear, NodeAttribute.String("coordinate_transformation_mode", "align_corners")));
        Assert.Equal([5f, 25], Resize(Ramp, [1, 2], linear));
    }

    [Fact]
    public void Antialiasing_reads_every_element_that_shrinks_away()
    {
        var x = Tensor.Of<float>([0, 0, 0, 0, 64, 0, 0, 0], 1, 8);
        Assert.Equal(0f, Resize(x, [1, 2], NodeAttribute.String("mode", "linear"))[1]);
        Assert.True(Resize(x, [1, 2], NodeAttribute.String("mode", "linear"), NodeAttribute.Int("antialias", 1))[1] > 5);
    }

    [Fact]
    public void Cubic_keeps_a_constant_also_without_what_lies_outside()
    {
        var x = new Tensor(DType.Float32, 2, 3, 5);
        x.AsSpan<float>().Fill(7);
        foreach (var outside in new long[] { 0, 1 })
            foreach (var value in Resize(x, [2, 7, 4], NodeAttribute.String("mode", "cubic"), NodeAttribute.Int("exclude_outside", outside)))
                Near(7, value, 1e-5);
    }

    [Fact]
    public void A_region_beyond_the_tensor_gives_the_extrapolation_value()
    {
        foreach (var mode in new[] { "nearest", "linear" })
        {
            Tensor[] inputs = [Ramp, Tensor.Of<float>([0, 0, 1, 2], 4), new Tensor(DType.Float32, 0), Tensor.Of<long>([1, 3], 2)];
            Assert.Equal([0f, 30, -1], Run(One("Resize", 19, inputs, (DType.Float32, [1, 3]), NodeAttribute.String("mode", mode),
                NodeAttribute.String("coordinate_transformation_mode", "tf_crop_and_resize"), NodeAttribute.Float("extrapolation_value", -1)), inputs).AsSpan<float>().ToArray());
        }
    }

    [Fact]
    public void Integers_are_cut_and_elements_of_four_bits_are_moved()
    {
        var (x, roi, scales) = (Tensor.Of<byte>([0, 255], 1, 2), new Tensor(DType.Float32, 0), Tensor.Of<float>([1, 2], 2));
        Assert.Equal([0, 63, 191, 255], Run(One("Resize", 19, [x, roi, scales], (DType.UInt8, [1, 4]), NodeAttribute.String("mode", "linear")), x, roi, scales).AsSpan<byte>().ToArray());
        var nibbles = Tensor.Of<byte>(DType.Int4, [0x8f], 1, 2);
        Assert.Equal([0xff, 0x88], Run(One("Resize", 19, [nibbles, roi, scales], (DType.Int4, [1, 4])), nibbles, roi, scales).AsBytes().ToArray());
    }

    [Fact]
    public void Scales_that_make_no_sense_at_run_time_fail_the_execution()
    {
        var (roi, scales) = (new Tensor(DType.Float32, 0), Tensor.Of<float>([1, 0], 2));
        Assert.Contains("cannot be scaled by 0", Assert.Throws<PluginException>(() => Run(One("Resize", 19, [Ramp, roi, scales], (DType.Float32, [1, 2])), Ramp, roi, scales)).Message);
    }

    private static float[] Resize(Tensor x, long[] sizes, params NodeAttribute[] attributes)
    {
        Tensor[] inputs = [x, new Tensor(DType.Float32, 0), new Tensor(DType.Float32, 0), Tensor.Of<long>(sizes, sizes.Length)];
        return Run(One("Resize", 19, inputs, (DType.Float32, sizes), attributes), inputs).AsSpan<float>().ToArray();
    }
}
