// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class WindowTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_grouped_strided_dilated_padded_convolution_agrees_with_double(bool isGraphics)
    {
        var (x, w, b) = (Random(1, 2, 4, 11, 9), Random(2, 6, 2, 3, 2), Random(3, 6));
        var y = One(isGraphics ? Graphics : Processor, "Conv", 22, [x, w, b], (DType.Float32, [2, 6, 5, 9]), null, NodeAttribute.Int("group", 2),
            NodeAttribute.Ints("strides", [2, 1]), NodeAttribute.Ints("dilations", [1, 2]), NodeAttribute.Ints("pads", [0, 1, 0, 1])).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
        {
            var (image, filter, row, column) = (i / 270, i / 45 % 6, i / 9 % 5, i % 9);
            double sum = b.AsSpan<float>()[filter];
            for (var k = 0; k < 12; k++)
            {
                var (channel, down, right) = (k / 6, row * 2 + k / 2 % 3, column + k % 2 * 2 - 1);
                if (right is >= 0 and < 9 && down < 11)
                    sum += (double)x.AsSpan<float>()[((image * 4 + filter / 3 * 2 + channel) * 11 + down) * 9 + right] * w.AsSpan<float>()[filter * 12 + k];
            }
            Near(sum, y[i], 2e-6);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_convolution_of_one_point_mixes_channels(bool isGraphics)
    {
        var (x, w) = (Random(1, 2, 3, 5, 7), Random(2, 4, 3, 1, 1));
        var y = One(isGraphics ? Graphics : Processor, "Conv", 22, [x, w], (DType.Float32, [2, 4, 5, 7])).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
            Near(Enumerable.Range(0, 3).Sum(c => (double)x.AsSpan<float>()[i / 140 * 105 + c * 35 + i % 35] * w.AsSpan<float>()[i / 35 % 4 * 3 + c]), y[i], 1e-6);
    }

    [Fact]
    public void A_pool_ignores_padding_and_keeps_nan()
    {
        var x = Tensor.Of<float>([-1, -2, float.NaN, -4], 1, 1, 4);
        NodeAttribute[] window = [NodeAttribute.Ints("kernel_shape", [2]), NodeAttribute.Ints("pads", [1, 1])];
        Assert.Equal([-1, -1, float.NaN, float.NaN, -4], One(Processor, "MaxPool", 22, [x], (DType.Float32, [1, 1, 5]), null, window).AsSpan<float>().ToArray());
        var means = One(Processor, "AveragePool", 22, [Tensor.Of<float>([2, 4, 6], 1, 1, 3)], (DType.Float32, [1, 1, 4]), null, window).AsSpan<float>().ToArray();
        Assert.Equal([2, 3, 5, 6], means);
        means = One(Processor, "AveragePool", 22, [Tensor.Of<float>([2, 4, 6], 1, 1, 3)], (DType.Float32, [1, 1, 4]), null,
            [.. window, NodeAttribute.Int("count_include_pad", 1)]).AsSpan<float>().ToArray();
        Assert.Equal([1, 3, 5, 3], means);
    }
}
