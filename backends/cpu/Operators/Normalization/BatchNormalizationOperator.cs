// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>(x - mean) / sqrt(variance + epsilon) * scale + shift per channel, in this order; in training with the batch's own statistics.</summary>
internal sealed class BatchNormalizationOperator() : Operator("BatchNormalization", 9, 15)
{
    protected override ImmutableArray<string> Attributes => ["epsilon", "momentum", "training_mode"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    /// <summary>Computed in fp32 with statistics that are given: an epilogue may do it.</summary>
    public static bool IsOfEpilogue(PlanBuilder builder, Node node) =>
        node.Attributes.Int("training_mode", 0) == 0 && node.Inputs.All(input => TypeSets.IsFloat(builder.Type(input)));

    public override void Build(PlanBuilder builder, Node node)
    {
        var values = new RealValues(builder, node);
        ElementTypes.Real(values.Type, new Case(builder, node, values));
        values.Finish();
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (node.Attributes.Int("training_mode", 0) == 0 && node.Outputs.Skip(1).Any(output => output != Node.Absent))
            return Support.No(Why.Attribute, "BatchNormalization gives running statistics in training only");
        var mixed = node.Inputs.FirstOrDefault(input => !TypeSets.Real.Contains(graph.Values[input].Type), Node.Absent);
        if (mixed != Node.Absent)
            return Support.No(Why.DType, $"BatchNormalization takes no {graph.Values[mixed]}");
        return graph.Values[node.Inputs[0]].Shape.Rank < 1 ? Support.No(Why.Shape, "BatchNormalization takes no scalar") : null;
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node, RealValues values) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var (images, channels, plane) = ((int)dims[0], dims.Length > 1 ? (int)dims[1] : 1, Product(dims, Math.Min(2, dims.Length), dims.Length));
            var epsilon = T.CreateTruncating(node.Attributes.Float("epsilon", 1e-5f));
            var (from, scale, shift) = (values.Input(0), values.Input(1), values.Input(2));
            var (mean, variance) = node.Attributes.Int("training_mode", 0) == 0
                ? (values.Input(3), values.Input(4))
                : OfBatch<T>(from, images, channels, plane);
            var to = values.Output(0);
            builder.Add([from, scale, shift, mean, variance], [to], 0, (in frame) =>
            {
                var body = new ChannelNormalization<T>
                {
                    Input = frame.At<T>(from),
                    Output = frame.At<T>(to),
                    Scale = frame.At<T>(scale),
                    Shift = frame.At<T>(shift),
                    Mean = frame.At<T>(mean),
                    Variance = frame.At<T>(variance),
                    Epsilon = epsilon,
                    Plane = plane,
                    Channels = channels,
                };
                frame.Pool.Run(plane == 0 ? 0 : images * channels, ref body);
            });
        }

        private (int Mean, int Variance) OfBatch<T>(int from, int images, int channels, int plane) where T : unmanaged, IFloatingPointIeee754<T>
        {
            var (mean, variance) = (builder.Temporary(channels * sizeof(T)), builder.Temporary(channels * sizeof(T)));
            var momentum = T.CreateTruncating(node.Attributes.Float("momentum", 0.9f));
            var (meanBefore, varianceBefore, meanAfter, varianceAfter) = (values.Input(3), values.Input(4), values.Output(1), values.Output(2));
            builder.Add([from, meanBefore, varianceBefore], [mean, variance, meanAfter, varianceAfter], 0, (in frame) =>
            {
                var body = new ChannelStatistics<T>
                {
                    Input = frame.At<T>(from),
                    Mean = frame.At<T>(mean),
                    Variance = frame.At<T>(variance),
                    Momentum = momentum,
                    MeanBefore = frame.At<T>(meanBefore),
                    VarianceBefore = frame.At<T>(varianceBefore),
                    MeanAfter = meanAfter < 0 ? null : frame.At<T>(meanAfter),
                    VarianceAfter = varianceAfter < 0 ? null : frame.At<T>(varianceAfter),
                    Images = images,
                    Channels = channels,
                    Plane = plane,
                };
                frame.Pool.Run(channels, ref body);
            });
            return (mean, variance);
        }
    }
}
