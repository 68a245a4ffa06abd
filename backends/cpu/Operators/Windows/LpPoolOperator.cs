// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Windows;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The p-norm of each window.</summary>
internal sealed class LpPoolOperator() : Operator("LpPool", 2, 22)
{
    protected override ImmutableArray<string> Attributes => [.. WindowReader.Attributes, "ceil_mode", "p"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node) => ElementTypes.Real(builder.Type(node.Inputs[0]), new Case(builder, node));

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.Int("p", 2) < 1
        ? Support.No(Why.Attribute, $"LpPool needs a positive p, not {node.Attributes["p"]}")
        : WindowReader.Check(node, graph.Values[node.Inputs[0]].Shape.Rank);

    private readonly struct Case(PlanBuilder builder, Node node) : IRealCase
    {
        public void Build<T>() where T : unmanaged, IFloatingPointIeee754<T>, IMinMaxValue<T>
        {
            switch (node.Attributes.Int("p", 2))
            {
                case 1: PoolSteps.Add<T, AbsolutePooling<T>>(builder, node, default); break;
                case 2: PoolSteps.Add<T, EuclideanPooling<T>>(builder, node, default); break;
                case var p: PoolSteps.Add<T, PowerPooling<T>>(builder, node, new PowerPooling<T>(p)); break;
            }
        }
    }
}
