// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Normalization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>LRN: elements over a power of the squares of their neighbours in other channels.</summary>
internal sealed class LocalResponseOperator() : Operator("LRN", 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["alpha", "beta", "bias", "size"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (node.Attributes.Int("size", 0) is < 1 or > int.MaxValue)
            return Support.No(Why.Attribute, "LRN needs a size of at least 1");
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        return rank < 2 ? Support.No(Why.Shape, $"LRN takes no rank {rank}") : null;
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            var dims = builder.Dims(node.Inputs[0]);
            var (planes, channels, plane) = (Product(dims, 0, 2), (int)dims[1], Product(dims, 2, dims.Length));
            var (size, attributes) = ((int)node.Attributes.Int("size", 0), node.Attributes);
            var (alpha, beta, bias) = (attributes.Float("alpha", 1e-4f), attributes.Float("beta", 0.75f), attributes.Float("bias", 1));
            var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
            builder.Add([from], [to], 0, (in frame) =>
            {
                var body = new LocalResponse<T>
                {
                    Input = frame.At<T>(from),
                    Output = frame.At<T>(to),
                    Channels = channels,
                    Plane = plane,
                    Size = size,
                    Alpha = alpha,
                    Beta = beta,
                    Bias = bias,
                };
                frame.Pool.Run(planes, ref body);
            });
        }
    }
}
