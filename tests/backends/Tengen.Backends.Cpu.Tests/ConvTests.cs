// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class ConvTests
{
    [Theory]
    [InlineData(1, 3, 5, 1, 7, 9, 3, 3, 1, 1, 1, 1)]
    [InlineData(2, 8, 16, 1, 10, 10, 1, 1, 1, 1, 0, 0)]
    [InlineData(1, 4, 6, 2, 11, 8, 3, 2, 2, 2, 1, 0)]
    [InlineData(1, 6, 6, 6, 9, 12, 3, 3, 1, 1, 1, 2)]
    [InlineData(2, 3, 6, 3, 13, 21, 5, 3, 2, 1, 2, 1)]
    [InlineData(1, 64, 64, 1, 14, 14, 3, 3, 1, 1, 1, 1)]
    [InlineData(1, 3, 64, 1, 30, 30, 7, 7, 2, 1, 3, 3)]
    [InlineData(1, 1, 1, 1, 3, 3, 5, 5, 1, 1, 3, 3)]
    [InlineData(0, 2, 2, 1, 4, 4, 3, 3, 1, 1, 1, 1)]
    public void Agrees_with_double(int batch, int channels, int filters, int group, int height, int width, int kh, int kw, int stride, int dilation, int begin, int end)
    {
        var (x, w, b) = (Random(1, batch, channels, height, width), Random(2, filters, channels / group, kh, kw), Random(3, filters));
        int Out(int extent, int kernel) => (extent + begin + end - dilation * (kernel - 1) - 1) / stride + 1;
        var (outY, outX) = (Out(height, kh), Out(width, kw));
        var graph = One("Conv", 22, [x, w, b], (DType.Float32, [batch, filters, outY, outX]),
            NodeAttribute.Int("group", group), NodeAttribute.Ints("pads", begin, begin, end, end),
            NodeAttribute.Ints("strides", stride, stride), NodeAttribute.Ints("dilations", dilation, dilation));
        var y = Run(graph, x, w, b).AsSpan<float>();
        var xs = x.AsSpan<float>();
        var ws = w.AsSpan<float>();
        var bs = b.AsSpan<float>();
        var i = 0;
        for (var n = 0; n < batch; n++)
            for (var f = 0; f < filters; f++)
                for (var oy = 0; oy < outY; oy++)
                    for (var ox = 0; ox < outX; ox++)
                    {
                        double sum = bs[f], size = 1;
                        for (var c = 0; c < channels / group; c++)
                            for (var ky = 0; ky < kh; ky++)
                                for (var kx = 0; kx < kw; kx++)
                                {
                                    var (iy, ix) = (oy * stride - begin + ky * dilation, ox * stride - begin + kx * dilation);
                                    if (iy < 0 || iy >= height || ix < 0 || ix >= width)
                                        continue;
                                    var channel = f / (filters / group) * (channels / group) + c;
                                    var term = (double)xs[((n * channels + channel) * height + iy) * width + ix] * ws[((f * (channels / group) + c) * kh + ky) * kw + kx];
                                    sum += term;
                                    size += Math.Abs(term);
                                }
                        Near(sum, y[i++], size * 1e-6);
                    }
    }

    [Fact]
    public void A_fused_normalisation_sum_and_relu_are_bit_equal_to_separate_graphs()
    {
        var (x, residual) = (Random(1, 1, 8, 6, 6), Random(2, 1, 16, 6, 6));
        Tensor[] constants = [Random(3, 16, 8, 3, 3), Random(4, 16), Random(5, 16), Random(6, 16), Tensor.Of<float>([.. Enumerable.Range(1, 16).Select(i => i * 0.1f)], 16)];
        (DType, long[]) type = (DType.Float32, [1, 16, 6, 6]);
        var pads = NodeAttribute.Ints("pads", 1, 1, 1, 1);
        var fused = Run(Chain([x, residual], constants, type,
            ("Conv", 22, [0, 2], 7, [pads]),
            ("BatchNormalization", 15, [7, 3, 4, 5, 6], 8, []),
            ("Add", 14, [1, 8], 9, []),
            ("Relu", 14, [9], 10, [])), x, residual);
        var conv = Run(Chain([x], [constants[0]], type, ("Conv", 22, [0, 1], 2, [pads])), x);
        var normal = Run(Chain([conv], constants[1..], type, ("BatchNormalization", 15, [0, 1, 2, 3, 4], 5, [])), conv);
        var sum = Run(One("Add", 14, [residual, normal], type), residual, normal);
        var relu = Run(One("Relu", 14, [sum], type), sum);
        Assert.Equal(relu.AsBytes().ToArray(), fused.AsBytes().ToArray());
    }

    [Fact]
    public void An_unknown_attribute_is_refused()
    {
        var (x, w) = (Random(1, 1, 1, 3, 3), Random(2, 1, 1, 1, 1));
        Assert.False(Ask(One("Conv", 22, [x, w], (DType.Float32, [1, 1, 3, 3]), NodeAttribute.Int("winograd", 1))).IsClaim);
    }
}
