// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>A relation of two numbers of one type to bool, with broadcasting.</summary>
internal sealed class RelationOperator<TRelation>(string name, int since, int until, ImmutableArray<DType> types) : Operator(name, since, until)
    where TRelation : struct, IRelation
{
    protected override ImmutableArray<DType> Types => types;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Number(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => SameType(graph, node);

    private readonly struct Case(PlanBuilder builder, Node node) : INumberCase
    {
        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T> =>
            Binary.AddPair<T, T, bool, Relate<T, TRelation>>(builder, Binary.BroadcastOf(builder, node),
                builder.Operand(node.Inputs[0]), builder.Operand(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
    }
}
