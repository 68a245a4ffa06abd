// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>InstanceNormalization and GroupNormalization: statistics of each group of channels of each image, scale and bias per channel.</summary>
internal sealed class GroupNormalizationOperator(string name, int since, int until, params string[] attributes) : Operator(name, since, until)
{
    protected override ImmutableArray<string> Attributes => [.. attributes];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        if (dims.Length < 2)
            return Support.No(Why.Shape, $"{Name} takes no rank {dims.Length}");
        foreach (var input in node.Inputs.Skip(1))
            if (!graph.Values[input].Shape.Dims.SequenceEqual([dims[1]]))
                return Support.No(Why.Shape, $"{graph.Values[input]} must have one element for each of {dims[1]} channels");
        var groups = node.Attributes.Int("num_groups", Math.Max(1, dims[1]));
        return groups < 1 || dims[1] % groups != 0
            ? Support.No(Why.Attribute, $"{Name} cannot make {groups} groups of {dims[1]} channels")
            : SameType(graph, node);
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var (channels, plane) = ((int)dims[1], Product(dims, 2, dims.Length));
            var groups = (int)node.Attributes.Int("num_groups", Math.Max(1, channels));
            var (rows, count) = (checked((int)dims[0] * groups), checked(channels / groups * plane));
            var epsilon = T.CreateTruncating(node.Attributes.Float("epsilon", 1e-5f));
            var (from, scale, bias) = (builder.Operand(node.Inputs[0]), builder.Operand(node.Inputs[1]), builder.Operand(node.Inputs[2]));
            var to = builder.Result(node.Outputs[0]);
            builder.Add([from, scale, bias], [to], 0, (in frame) =>
            {
                var body = new Standardization<T>
                {
                    Input = frame.At<T>(from),
                    Output = frame.At<T>(to),
                    Scale = frame.At<T>(scale),
                    Bias = frame.At<T>(bias),
                    Count = count,
                    Segment = plane,
                    Channels = channels,
                    Epsilon = epsilon,
                    IsCentered = true,
                };
                frame.Pool.Run(count == 0 ? 0 : rows, ref body);
            });
        }
    }
}
