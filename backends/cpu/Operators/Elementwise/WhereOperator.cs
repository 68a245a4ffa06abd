// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>X where the condition is true, otherwise Y, with broadcasting of all three; the bits are kept.</summary>
internal sealed class WhereOperator() : Operator("Where", 9, 16)
{
    private static readonly ImmutableArray<DType> Selected = [.. TypeSets.Any, DType.Complex64, DType.Complex128];

    protected override ImmutableArray<DType> Types => [DType.Bool];

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Width(builder.Type(node.Outputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, y) = (graph.Values[node.Inputs[1]], graph.Values[node.Inputs[2]]);
        if (x.Type != y.Type)
            return Support.No(Why.DType, $"Where mixes {x.Type} and {y.Type}");
        return Selected.Contains(x.Type) ? null : Support.No(Why.DType, $"Where of {x.Type} is not taken");
    }

    private readonly unsafe struct Case(PlanBuilder builder, Node node) : IWidthCase
    {
        public void Build<T>() where T : unmanaged, IBinaryInteger<T>, IUnsignedNumber<T>
        {
            var (condition, to) = (builder.SlotOf(node.Inputs[0]), builder.SlotOf(node.Outputs[0]));
            foreach (var (value, wanted) in new[] { (node.Inputs[1], true), (node.Inputs[2], false) })
            {
                var from = builder.SlotOf(value);
                var broadcast = new Broadcast(builder.Dims(node.Inputs[0]).AsSpan(), builder.Dims(value).AsSpan(), builder.Dims(node.Outputs[0]).AsSpan());
                builder.Add([condition, from, to], [to], 0, (in frame) =>
                {
                    var body = new Selection<T>(broadcast, frame.At<byte>(condition), frame.At<T>(from), frame.At<T>(to), wanted);
                    frame.Pool.Run(body.Items, ref body);
                });
            }
        }
    }
}
