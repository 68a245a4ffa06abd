// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using static Tengen.Backends.OpenCl.Tests.Kernels.Runner;

namespace Tengen.Backends.OpenCl.Tests.Kernels;

public sealed class NormalizationTests
{
    [Theory]
    [InlineData(false, 37, true)]
    [InlineData(false, 5, false)]
    [InlineData(true, 300, true)]
    public void Layer_normalization_agrees_with_double(bool isGraphics, int length, bool hasBias)
    {
        var (x, scale, bias) = (Random(1, 5, length), Random(2, length), Random(3, length));
        var y = One(isGraphics ? Graphics : Processor, "LayerNormalization", 17, hasBias ? [x, scale, bias] : [x, scale], (DType.Float32, [5, length])).AsSpan<float>();
        for (var row = 0; row < 5; row++)
        {
            var values = x.AsSpan<float>().Slice(row * length, length).ToArray();
            var mean = values.Average(value => (double)value);
            var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-5f);
            for (var i = 0; i < length; i++)
                Near((values[i] - mean) / deviation * scale.AsSpan<float>()[i] + (hasBias ? bias.AsSpan<float>()[i] : 0), y[row * length + i], 2e-6);
        }
    }

    [Fact]
    public void Batch_normalization_is_per_channel()
    {
        var (x, scale, bias, mean) = (Random(1, 2, 3, 5, 7), Random(2, 3), Random(3, 3), Random(4, 3));
        var variance = Tensor.Of<float>([0.5f, 1, 2], 3);
        var y = One(Processor, "BatchNormalization", 15, [x, scale, bias, mean, variance], (DType.Float32, [2, 3, 5, 7])).AsSpan<float>();
        for (var i = 0; i < y.Length; i++)
        {
            var channel = i / 35 % 3;
            var expected = (x.AsSpan<float>()[i] - (double)mean.AsSpan<float>()[channel]) / Math.Sqrt(variance.AsSpan<float>()[channel] + 1e-5f)
                * scale.AsSpan<float>()[channel] + bias.AsSpan<float>()[channel];
            Near(expected, y[i], 1e-6);
        }
    }
}
