// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Tensors one behind the other along an axis.</summary>
internal sealed class ConcatOperator() : Operator("Concat", 4, 13, TypeSets.Any, "axis")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        var (y, to) = (node.Outputs[0], plan.Dims(node.Outputs[0]));
        var (axis, steps) = (Axis(node, 0, to.Length), Box.Dense(to.AsSpan()));
        long origin = 0;
        foreach (var x in node.Inputs)
        {
            var dims = plan.Dims(x);
            Movement.Move(plan, x, y, new Box(dims.AsSpan(), steps, Box.Dense(dims.AsSpan())), (uint)origin);
            origin += dims[axis] * steps[axis];
        }
    }

    protected override Support? CheckMore(Graph graph, Node node) => graph.Values[node.Inputs[0]].Shape.Rank == 0
        ? Support.No(Why.Shape, "op:Concat.rank: scalars have no axis to be joined along")
        : SameType(graph, node);
}
