// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>alpha A' B' + beta C in one product.</summary>
internal sealed class GemmOperator() : Operator("Gemm", 7, 13, TypeSets.Float, "alpha", "beta", "transA", "transB")
{
    protected override int LeastInputs => 2;

    public override void Build(PlanBuilder plan, Node node)
    {
        var a = Factor(plan, node.Inputs[0], node.Attributes.Int("transA", 0) != 0);
        var b = Factor(plan, node.Inputs[1], node.Attributes.Int("transB", 0) != 0);
        Products.Add(plan, plan.Type(node.Inputs[0]), a, b, plan.SlotOf(node.Outputs[0]), Batches.One, BiasOf(plan, node));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (a, b) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        if (a.Rank != 2 || b.Rank != 2)
            return Support.No(Why.Shape, $"op:Gemm.rank: {a} and {b} are not two matrices");
        var (left, right) = (a[node.Attributes.Int("transA", 0) != 0 ? 0 : 1], b[node.Attributes.Int("transB", 0) != 0 ? 1 : 0]);
        if (left != right)
            return Support.No(Why.Shape, $"op:Gemm.dims: {a} and {b} do not multiply: {left} meets {right}");
        return node.HasInput(2) && graph.Values[node.Inputs[2]].Shape.Rank > 2
            ? Support.No(Why.Shape, $"op:Gemm.C: {graph.Values[node.Inputs[2]]} does not broadcast to a matrix")
            : SameType(graph, node);
    }

    private static Matrix Factor(PlanBuilder plan, int value, bool isTransposed)
    {
        var (rows, columns) = ((uint)plan.Dims(value)[0], (uint)plan.Dims(value)[1]);
        return isTransposed ? new Matrix(plan.SlotOf(value), columns, rows, 1, columns) : new Matrix(plan.SlotOf(value), rows, columns, columns, 1);
    }

    private static Bias? BiasOf(PlanBuilder plan, Node node)
    {
        var (alpha, beta) = (node.Attributes.Float("alpha", 1), node.Attributes.Float("beta", 1));
        if (node.HasInput(2))
        {
            var steps = Box.Broadcast(plan.Dims(node.Inputs[2]).AsSpan(), 2);
            return new Bias(plan.SlotOf(node.Inputs[2]), (uint)steps[0], (uint)steps[1], alpha, beta);
        }
        return alpha == 1 ? null : new Bias(plan.Own(new byte[8]), 0, 0, alpha, 0);
    }
}
