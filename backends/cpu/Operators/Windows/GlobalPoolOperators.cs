// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The mean of every plane.</summary>
internal sealed class GlobalAveragePoolOperator() : Operator("GlobalAveragePool", 1, 22)
{
    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> =>
            PoolSteps.AddGlobal<T, AveragePooling<T>>(builder, node, default);
    }
}

/// <summary>The largest element of every plane.</summary>
internal sealed class GlobalMaxPoolOperator() : Operator("GlobalMaxPool", 1, 22)
{
    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T> =>
            PoolSteps.AddGlobal<T, MaxPooling<T>>(builder, node, new MaxPooling<T>(T.NegativeInfinity));
    }
}
