// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Gelu, exact or by tanh.</summary>
internal sealed class GeluOperator() : Operator("Gelu", 20, 20)
{
    protected override ImmutableArray<string> Attributes => ["approximate"];

    protected override ImmutableArray<DType> Types => TypeSets.Real;

    public override void Build(PlanBuilder builder, Node node)
    {
        if (node.Attributes.String("approximate", "none") == "tanh")
            Unary.Add(builder, node, default(GeluTanhFunction));
        else
            Unary.Add(builder, node, default(GeluFunction));
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.String("approximate", "none") is "none" or "tanh"
        ? null
        : Support.No(Why.Attribute, $"Gelu takes approximate none or tanh, not {node.Attributes["approximate"]}");
}
