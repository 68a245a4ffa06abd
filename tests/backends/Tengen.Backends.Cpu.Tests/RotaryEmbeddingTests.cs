// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class RotaryEmbeddingTests
{
    private const int Batch = 2, Heads = 3, Rows = 5, Angles = 9;

    [Theory]
    [InlineData(30, 0, false, false, false)]
    [InlineData(30, 22, true, false, true)]
    [InlineData(20, 0, true, true, false)]
    [InlineData(38, 34, false, true, true)]
    public void Pairs_are_turned_by_the_angle_of_their_position(int size, int part, bool interleaved, bool flat, bool withPositions)
    {
        var half = (part == 0 ? size : part) / 2;
        var x = flat ? Random(1, Batch, Rows, Heads * size) : Random(1, Batch, Heads, Rows, size);
        long[] dims = withPositions ? [Angles, half] : [Batch, Rows, half];
        var (cosines, sines) = (Random(2, dims), Random(3, dims));
        var positions = Tensor.Of<long>([8, 0, 3, -1, -9, 1, 1, 2, 7, 4], Batch, Rows);
        Tensor[] inputs = withPositions ? [x, cosines, sines, positions] : [x, cosines, sines];
        NodeAttribute[] attributes = [NodeAttribute.Int("interleaved", interleaved ? 1 : 0), NodeAttribute.Int("rotary_embedding_dim", part), NodeAttribute.Int("num_heads", flat ? Heads : 0)];
        var y = Run(One("RotaryEmbedding", 23, inputs, (DType.Float32, [.. x.Dims]), attributes), inputs).AsSpan<float>();
        for (var head = 0; head < Batch * Heads * Rows; head++)
        {
            var (b, row) = flat ? (head / Heads / Rows, head / Heads % Rows) : (head / Rows / Heads, head % Rows);
            var place = b * Rows + row;
            var angle = withPositions ? (int)((positions.AsSpan<long>()[place] + Angles) % Angles) : place;
            var from = x.AsSpan<float>().Slice(head * size, size);
            for (var i = 0; i < half; i++)
            {
                var (first, second) = interleaved ? (2 * i, 2 * i + 1) : (i, half + i);
                var (cosine, sine) = (cosines.AsSpan<float>()[angle * half + i], sines.AsSpan<float>()[angle * half + i]);
                Assert.Equal(cosine * from[first] - sine * from[second], y[head * size + first]);
                Assert.Equal(sine * from[first] + cosine * from[second], y[head * size + second]);
            }
            Assert.Equal(from[(2 * half)..], y.Slice(head * size + 2 * half, size - 2 * half));
        }
    }

    [Fact]
    public void A_position_without_an_angle_fails_the_execution()
    {
        Tensor[] inputs = [Random(1, 1, 1, 1, 2), Random(2, 4, 1), Random(3, 4, 1), Tensor.Of<long>([4], 1, 1)];
        Assert.Contains("index 4 at position 0", Assert.Throws<PluginException>(() => Run(One("RotaryEmbedding", 23, inputs, (DType.Float32, [1, 1, 1, 2])), inputs)).Message);
    }

    [Fact]
    public void An_odd_number_of_numbers_is_not_turned()
    {
        Tensor[] inputs = [Random(1, 1, 1, 1, 4), Random(2, 1, 1, 1), Random(3, 1, 1, 1)];
        Assert.Equal(Verdict.No, Ask(One("RotaryEmbedding", 23, inputs, (DType.Float32, [1, 1, 1, 4]), NodeAttribute.Int("rotary_embedding_dim", 3))).Verdict);
        Assert.Equal(Verdict.Yes, Ask(One("RotaryEmbedding", 23, inputs, (DType.Float32, [1, 1, 1, 4]), NodeAttribute.Int("rotary_embedding_dim", 2))).Verdict);
    }
}
