// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Slices picked by indices. A constant index out of range is refused; one that comes at run time is moved to the nearest slice.</summary>
internal sealed class GatherOperator() : Operator("Gather", 1, 13, TypeSets.Any, "axis")
{
    protected override int LeastInputs => 2;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, indices, y) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        var dims = plan.Dims(x);
        var axis = Axis(node, 0, dims.Length);
        var type = ElementType.OfBytes(plan.Type(x).Bits / 8);
        var inner = (uint)Shape.CountOf(dims.AsSpan()[(axis + 1)..]);
        var picks = (uint)plan.Count(indices);
        var rows = plan.Count(y) == 0 ? 0 : (uint)(plan.Count(y) / inner);
        plan.Launch(plan.Source("gather.cl", type, ("X", type), ("I", ElementType.Of(plan.Type(indices)))), "gather", Grid.Rows(inner, rows),
            [plan.SlotOf(x), plan.SlotOf(indices), plan.SlotOf(y)], inner, rows, picks, (uint)dims[axis]);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, indices) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]]);
        if (indices.Type != DType.Int32 && indices.Type != DType.Int64)
            return Support.No(Why.DType, $"op:Gather.indices: indices are i32 or i64, not {indices.Type}");
        if (data.Shape.Rank == 0)
            return Support.No(Why.Shape, "op:Gather.rank: a scalar has no axis to pick along");
        var extent = data.Shape[Axis(node, 0, data.Shape.Rank)];
        if (extent == 0 && Shape.CountOf(indices.Shape.Dims.AsSpan()) > 0)
            return Support.No(Why.Shape, $"op:Gather.indices: {data} has no slice to pick");
        if (indices.Constant is { } known)
            for (var i = 0; i < known.Count; i++)
                if ((indices.Type == DType.Int64 ? known.AsSpan<long>()[i] : known.AsSpan<int>()[i]) is var index && (index < -extent || index >= extent))
                    return Support.No(Why.Attribute, $"op:Gather.indices: index {index} at position {i} is outside [{-extent}, {extent - 1}]");
        return null;
    }
}
