// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Another order of axes; a view when only axes of extent 1 move.</summary>
internal sealed class TransposeOperator() : Operator("Transpose", 1, 25, TypeSets.Any, "perm")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, y) = (node.Inputs[0], node.Outputs[0]);
        var (from, to) = (Box.Dense(plan.Dims(x).AsSpan()), plan.Dims(y));
        var order = Order(node, from.Length);
        var box = new Box(to.AsSpan(), Box.Dense(to.AsSpan()), [.. order.Select(axis => from[axis])]);
        if (box.Rank == 0 || (box.Rank == 1 && box.Step(1, 0) == 1))
            Movement.View(plan, x, y);
        else
            Movement.Move(plan, x, y, box, 0);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        return Order(node, rank).Order().SequenceEqual(Enumerable.Range(0, rank))
            ? null
            : Support.No(Why.Attribute, $"op:Transpose.perm: {node.Attributes["perm"]} is no order of {rank} axes");
    }

    private static int[] Order(Node node, int rank) => node.Attributes.Ints("perm") is { IsDefault: false } given
        ? [.. given.Select(axis => (int)axis)]
        : [.. Enumerable.Range(0, rank).Reverse()];
}
