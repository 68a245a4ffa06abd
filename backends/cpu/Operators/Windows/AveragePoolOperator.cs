// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The mean of each window. Padding counts as zeros when asked for, what lies beyond it never does.</summary>
internal sealed class AveragePoolOperator() : Operator("AveragePool", 7, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "ceil_mode", "count_include_pad"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64];

    public override void Build(PlanBuilder builder, Node node)
    {
        var padded = node.Attributes.Int("count_include_pad", 0) != 0;
        if (builder.Type(node.Inputs[0]) == DType.Float64)
            PoolSteps.Add<double, AveragePooling<double>>(builder, node, default, padded);
        else
            PoolSteps.Add<float, AveragePooling<float>>(builder, node, default, padded);
    }

    protected override Support? CheckMore(Graph graph, Node node) => WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);
}
