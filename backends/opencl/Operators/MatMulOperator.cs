// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Matrix products over broadcast leading axes, as numpy.matmul.</summary>
internal sealed class MatMulOperator()
    : Operator("MatMul", 1, 13, [.. TypeSets.Float, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64])
{
    protected override int LeastInputs => 2;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (left, right) = (plan.Dims(node.Inputs[0]), plan.Dims(node.Inputs[1]));
        long[] a = left.Length == 1 ? [1, left[0]] : [.. left];
        long[] b = right.Length == 1 ? [right[0], 1] : [.. right];
        var (rows, depth, columns) = (a[^2], a[^1], b[^1]);
        var (leftBatch, rightBatch) = (a[..^2], b[..^2]);
        var batches = Batches.One;
        if (rightBatch.All(extent => extent == 1))
            rows *= Shape.CountOf(leftBatch);
        else
            batches = Meet(leftBatch, rightBatch, rows * depth, depth * columns);
        Products.Add(plan, plan.Type(node.Inputs[0]), new Matrix(plan.SlotOf(node.Inputs[0]), (uint)rows, (uint)depth, (uint)depth, 1),
            new Matrix(plan.SlotOf(node.Inputs[1]), (uint)depth, (uint)columns, (uint)columns, 1), plan.SlotOf(node.Outputs[0]), batches, null);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (left, right) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        return left.Rank < 1 || right.Rank < 1 || left[left.Rank - 1] != right[right.Rank == 1 ? 0 : right.Rank - 2]
            ? Support.No(Why.Shape, $"op:MatMul.dims: {left} and {right} do not multiply")
            : SameType(graph, node);
    }

    private static Batches Meet(long[] left, long[] right, long leftSize, long rightSize)
    {
        var rank = Math.Max(left.Length, right.Length);
        var (ofLeft, ofRight) = (Box.Broadcast(left, rank), Box.Broadcast(right, rank));
        var dims = new long[rank];
        for (var axis = 0; axis < rank; axis++)
        {
            var (l, r) = (Extent(left, axis - rank + left.Length), Extent(right, axis - rank + right.Length));
            dims[axis] = l == 1 ? r : l;
        }
        var box = new Box(dims, [.. ofLeft.Select(step => step * leftSize)], [.. ofRight.Select(step => step * rightSize)], ofRight, new long[rank]);
        return new Batches(box, (uint)Shape.CountOf(dims), (uint)Shape.CountOf(right));
    }

    private static long Extent(long[] dims, int axis) => axis < 0 ? 1 : dims[axis];
}
