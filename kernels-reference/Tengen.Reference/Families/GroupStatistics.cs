// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Families;

/// <summary>Normalisation of groups of channels of one image, then scale and bias per channel. Source: ONNX GroupNormalization-21, InstanceNormalization-22.</summary>
internal static class GroupStatistics
{
    public static ImmutableArray<string> Forms => ["welford", "folded"];

    public static void Infer(ShapeContext context)
    {
        var x = context.InputShape(0);
        if (x.HasRank && x.Rank < 2)
            throw context.Error("rank", $"{x} has no axis of channels");
        ShapeRules.Same(context);
    }

    /// <summary>Input 0 is normalised; inputs 1 and 2 are scale and bias.</summary>
    /// <param name="context">The node.</param>
    /// <param name="groups">How many groups the channels make.</param>
    /// <param name="form"><c>welford</c>; <c>folded</c>: x times scale/deviation, plus bias - mean times scale/deviation; or null.</param>
    public static void Run<T>(KernelContext<T> context, int groups, string? form) where T : unmanaged, INumber<T>
    {
        var (x, scale, bias) = (context.Numbers(0), context.Numbers(1), context.Numbers(2));
        var dims = context.InputDims(0);
        var (plane, channels) = (Grid.Count(dims.AsSpan()[2..]), dims[1] / Math.Max(1, groups));
        var epsilon = T.Exact(context.Attributes.Float("epsilon", 1e-5f));
        Moments.Statistics<T> statistics = form == "welford" ? Moments.Welford : Moments.TwoPass;
        context.Along(0, new Lines(dims[0] * groups, channels * plane, 1), (line, first, results) =>
        {
            var (mean, variance) = statistics(x.AsSpan(line * channels * plane, channels * plane));
            var deviation = T.Apply(Function.Sqrt, variance + epsilon);
            for (var i = 0; i < results.Length; i++)
            {
                var (value, channel) = (x[line * channels * plane + first + i], line % groups * channels + (first + i) / plane);
                var factor = scale[channel] / deviation;
                results[i] = form == "folded" ? value * factor + (bias[channel] - mean * factor) : (value - mean) / deviation * scale[channel] + bias[channel];
            }
        });
    }

    public static ImmutableArray<DataSet> Data => [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer];

    public static void Build(CaseBuilder builder, string scale, string bias)
    {
        builder.Input("X", builder.Ints("x"));
        builder.Drawn(scale, builder.Type, DataSets.Positive, builder.Ints("x")[1]);
        builder.Drawn(bias, builder.Type, DataSets.Uniform, builder.Ints("x")[1]);
    }
}
