// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Normalisation of channels by given statistics.</summary>
internal sealed class BatchNormalizationOperator() : Operator("BatchNormalization", 9, 15, TypeSets.Float, "epsilon", "momentum")
{
    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (dims, type) = (plan.Dims(node.Inputs[0]), ElementType.Of(plan.Type(node.Inputs[0])));
        var (inner, rows) = ((uint)Shape.CountOf(dims.AsSpan()[2..]), (uint)Shape.CountOf(dims.AsSpan()[..2]));
        var source = plan.Source("batch.cl", type, ("X", type), ("S", ElementType.Of(plan.Type(node.Inputs[1]))), ("M", ElementType.Of(plan.Type(node.Inputs[3]))), ("Y", type));
        plan.Launch(source, "batch", Grid.Rows(inner, rows), [.. node.Inputs.Select(plan.SlotOf), plan.SlotOf(node.Outputs[0])],
            inner, rows, (uint)dims[1], Scalar.Real(node.Attributes.Float("epsilon", 1e-5f), type));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (node.Inputs.Length != 5 || node.Inputs.Contains(Node.Absent))
            return Support.No(Why.Shape, "op:BatchNormalization.arity: five inputs are needed");
        if (node.HasOutput(1) || node.HasOutput(2))
            return Support.No(Why.Attribute, "op:BatchNormalization.training_mode: statistics are used, not computed: training is not taken");
        if (graph.Values[node.Inputs[0]].Shape.Rank < 2)
            return Support.No(Why.Shape, $"op:BatchNormalization.rank: {graph.Values[node.Inputs[0]]} has no channels");
        var isWide = graph.Values[node.Inputs[0]].Type == DType.Float64;
        foreach (var input in node.Inputs)
            if (graph.Values[input].Type.IsFloat == false || (graph.Values[input].Type == DType.Float64) != isWide)
                return Support.No(Why.DType, $"op:BatchNormalization.dtype: {graph.Values[input]} is not computed in the type of {graph.Values[node.Inputs[0]]}");
        return graph.Values[node.Inputs[1]].Type != graph.Values[node.Inputs[2]].Type || graph.Values[node.Inputs[3]].Type != graph.Values[node.Inputs[4]].Type
            ? Support.No(Why.DType, "op:BatchNormalization.dtype: scale and B, and mean and var, are of one type each")
            : null;
    }
}
