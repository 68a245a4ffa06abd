// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Elementwise;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>min(max(x, lower), upper); a limit left out does not limit.</summary>
internal sealed class ClipOperator() : Operator("Clip", 11, 13)
{
    protected override ImmutableArray<DType> Types => TypeSets.Number;

    public override void Build(PlanBuilder builder, Node node)
    {
        if (!node.HasInput(1) && !node.HasInput(2))
        {
            CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
            return;
        }
        var (type, count) = (builder.Type(node.Inputs[0]), builder.Count(node.Outputs[0]));
        var broadcast = new Broadcast([count], [1], [count]);
        var (from, to) = (builder.Operand(node.Inputs[0]), builder.Result(node.Outputs[0]));
        if (node.HasInput(1))
            Binary.Add<MaxFunction>(builder, type, broadcast, from, builder.Operand(node.Inputs[1]), to);
        if (node.HasInput(2))
            Binary.Add<MinFunction>(builder, type, broadcast, node.HasInput(1) ? to : from, builder.Operand(node.Inputs[2]), to);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        foreach (var limit in node.Inputs.Skip(1).Where(input => input != Node.Absent))
            if (Shape.CountOf(graph.Values[limit].Shape.Dims.AsSpan()) != 1)
                return Support.No(Why.Shape, $"{graph.Values[limit]} must be one number");
        return SameType(graph, node);
    }
}
