// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Plugin;
using static Tengen.Backends.Cpu.Tests.Runner;

namespace Tengen.Backends.Cpu.Tests;

public sealed class NonMaxSuppressionTests
{
    /// <summary>Six squares of side 1, the first three and the next two close together.</summary>
    private static readonly float[] Squares = [0, 0, 1, 1, 0, 0.1f, 1, 1.1f, 0, -0.1f, 1, 0.9f, 0, 10, 1, 11, 0, 10.1f, 1, 11.1f, 0, 100, 1, 101];

    private static readonly float[] Scores = [0.9f, 0.75f, 0.6f, 0.95f, 0.5f, 0.3f];

    [Fact]
    public void Boxes_are_taken_by_score_unless_they_overlap_a_better_one()
    {
        Takes([3, 0, 5], Squares, Scores, 9, 0.5f, null);
        Takes([3, 0], Squares, Scores, 2, 0.5f, null);
        Takes([3, 0, 1, 2, 4, 5], Squares, Scores, 9, 1, null);
        Takes([3, 0, 5], [.. Squares.Chunk(4).SelectMany(box => (float[])[box[2], box[1], box[0], box[3]])], Scores, 9, 0.5f, null);
        Takes([3, 0, 5], [.. Squares.Chunk(4).SelectMany(box => (float[])[box[1] + 0.5f, box[0] + 0.5f, 1, 1])], Scores, 9, 0.5f, null, 1);
        Takes([], Squares, Scores, 0, 0.5f, null);
    }

    [Fact]
    public void A_score_at_the_threshold_is_kept_and_of_equal_scores_the_first_comes_first()
    {
        Takes([3, 0], Squares, Scores, 9, 0.5f, 0.5f);
        Takes([5, 0, 1, 2, 3], Squares, [0f, -0f, 0, -0f, -1, 2], 9, 1, 0);
        Takes([1, 0, 2], [.. Enumerable.Range(0, 3).SelectMany(i => (float[])[0, i * 2, 1, i * 2 + 1])], [-5, 1, float.NaN], 9, 0.5f, null);
    }

    [Fact]
    public void An_overlap_at_the_threshold_is_kept_and_boxes_without_an_area_overlap_nothing()
    {
        Takes([0, 1], [0, 0, 1, 2, 0, 0, 1, 1], [2, 1], 9, 0.5f, null);
        Takes([0], [0, 0, 1, 2, 0, 0, 1, 1], [2, 1], 9, 0.49f, null);
        Takes([0, 1], [1, 1, 1, 1, 1, 1, 1, 1], [2, 1], 9, 0, null);
        Takes([0, 1], [5, 5, -2, 2, 5, 5, -2, 2], [2, 1], 9, 0, null, 1);
        Takes([0], [-1e30f, -1e30f, 1e30f, 1e30f, -1e30f, -1e30f, 1e30f, 1e30f], [2, 1], 9, 0.5f, null);
    }

    [Fact]
    public void Boxes_far_apart_are_all_taken_and_the_last_meets_every_one_before()
    {
        const int Count = 23;
        float[] boxes = [.. Enumerable.Range(0, Count).SelectMany(i => (float[])[0, i, 1, i + 0.5f])];
        float[] scores = [.. Enumerable.Range(0, Count).Select(i => (float)Count - i)];
        for (var twin = 0; twin < Count; twin++)
            Takes([.. Enumerable.Range(0, Count).Select(i => (long)i)], [.. boxes, .. boxes[(4 * twin)..(4 * twin + 4)]], [.. scores, 0], 99, 0.5f, null);
    }

    [Fact]
    public void Batches_and_classes_stand_before_the_box_and_without_a_limit_none_is_taken()
    {
        Tensor[] inputs = [Tensor.Of<float>([.. Squares, .. Squares], 2, 6, 4), Tensor.Of<float>([.. Scores, .. Scores.Reverse(), .. Scores, .. Scores], 2, 2, 6), Tensor.Scalar(1L).Reshape()];
        Assert.Equal([0L, 0, 3, 0, 1, 2, 1, 0, 3, 1, 1, 3], Run(One("NonMaxSuppression", 11, inputs, (DType.Int64, [4, 3])), inputs).AsSpan<long>().ToArray());
        Assert.Equal(0, Run(One("NonMaxSuppression", 11, inputs[..2], (DType.Int64, [0, 3])), inputs[..2]).Count);
        Assert.Contains("takes 4 boxes; the graph says 5", Assert.Throws<PluginException>(() => Run(One("NonMaxSuppression", 11, inputs, (DType.Int64, [5, 3])), inputs)).Message);
    }

    private static void Takes(long[] expected, float[] boxes, float[] scores, long most, float overlap, float? least, long centered = 0)
    {
        List<Tensor> inputs = [Tensor.Of<float>(boxes, 1, scores.Length, 4), Tensor.Of<float>(scores, 1, 1, scores.Length), Tensor.Scalar(most), Tensor.Scalar(overlap)];
        if (least is { } score)
            inputs.Add(Tensor.Scalar(score));
        var lines = Run(One("NonMaxSuppression", 11, [.. inputs], (DType.Int64, [expected.Length, 3]), NodeAttribute.Int("center_point_box", centered)), [.. inputs]);
        Assert.Equal(expected.SelectMany(box => (long[])[0, 0, box]), lines.AsSpan<long>().ToArray());
    }
}
