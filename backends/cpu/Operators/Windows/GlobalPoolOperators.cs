// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The mean of every plane.</summary>
internal sealed class GlobalAveragePoolOperator() : Operator("GlobalAveragePool", 1, 22)
{
    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64];

    public override void Build(PlanBuilder builder, Node node)
    {
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            PoolSteps.AddGlobal<double, AveragePooling<double>>(builder, node, default);
        else
            PoolSteps.AddGlobal<float, AveragePooling<float>>(builder, node, default);
    }

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);
}

/// <summary>The largest element of every plane.</summary>
internal sealed class GlobalMaxPoolOperator() : Operator("GlobalMaxPool", 1, 22)
{
    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64];

    public override void Build(PlanBuilder builder, Node node)
    {
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            PoolSteps.AddGlobal<double, MaxPooling<double>>(builder, node, new MaxPooling<double>(double.NegativeInfinity));
        else
            PoolSteps.AddGlobal<float, MaxPooling<float>>(builder, node, new MaxPooling<float>(float.NegativeInfinity));
    }

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);
}
