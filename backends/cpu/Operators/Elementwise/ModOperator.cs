// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The remainder: with the divisor's sign for integers, or with the dividend's where fmod is 1.</summary>
internal sealed class ModOperator() : Operator("Mod", 10, 13)
{
    protected override ImmutableArray<string> Attributes => ["fmod"];

    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node)
    {
        if (node.Attributes.Int("fmod", 0) != 0)
            Binary.Add<RemainderFunction>(builder, node);
        else
            Binary.Add<ModulusFunction>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        graph.Values[node.Inputs[0]].Type.IsFloat && node.Attributes.Int("fmod", 0) == 0
            ? Support.No(Why.Attribute, "Mod of floating-point numbers needs fmod = 1")
            : SameType(graph, node);
}
