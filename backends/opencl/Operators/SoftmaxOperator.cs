// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Softmax along one axis: a work group a line on graphics processors, a work item a line elsewhere.</summary>
internal sealed class SoftmaxOperator() : Operator("Softmax", 13, 13, TypeSets.Float, "axis")
{
    private const int Group = 256;

    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (dims, type) = (plan.Dims(node.Inputs[0]), ElementType.Of(plan.Type(node.Inputs[0])));
        var axis = Axis(node, -1, dims.Length);
        var length = dims.Length == 0 ? 1 : (uint)dims[axis];
        var step = dims.Length == 0 ? 1 : (uint)Shape.CountOf(dims.AsSpan()[(axis + 1)..]);
        var count = (uint)plan.Count(node.Inputs[0]);
        var lines = count == 0 ? 0 : count / length;
        var source = plan.Source("softmax.cl", type, ("X", type), ("Y", type));
        int[] buffers = [plan.SlotOf(node.Inputs[0]), plan.SlotOf(node.Outputs[0])];
        if (plan.Device.PrefersGroups)
            plan.Launch(source, "softmax_group", new Grid([(ulong)lines * Group], [Group]), buffers, length, step);
        else if (step == 1)
            plan.Launch(source, "softmax_lanes", new Grid([lines], [1]), buffers, length);
        else
            plan.Launch(source, "softmax_line", Grid.Line(lines), buffers, lines, length, step);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var axis = Axis(node, -1, rank);
        return (axis >= 0 && axis < rank) || rank == 0
            ? null
            : Support.No(Why.Attribute, $"op:Softmax.axis: axis {node.Attributes.Int("axis", -1)} is outside a rank of {rank}");
    }
}
