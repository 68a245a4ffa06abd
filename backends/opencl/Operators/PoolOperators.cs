// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>One number for each window.</summary>
internal abstract class PoolOperator(string name, int since, ImmutableArray<DType> types, params ImmutableArray<string> attributes)
    : Operator(name, since, 22, types, [.. Window.Attributes, "ceil_mode", .. attributes])
{
    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (rank, kernel) = (graph.Values[node.Inputs[0]].Shape.Rank, node.Attributes.Ints("kernel_shape"));
        return kernel.IsDefault ? Support.No(Why.Attribute, $"op:{Name}.kernel_shape: it is needed") : Window.Check(node, rank - 2);
    }

    /// <summary>Adds a launch of a kernel of <c>pool.cl</c> that writes one output.</summary>
    protected static void Launch(PlanBuilder plan, Node node, string kernel, int output, params Scalar[] more)
    {
        var (x, y) = (plan.Dims(node.Inputs[0]), plan.Dims(output));
        var window = new Window(node.Attributes, x.AsSpan()[2..], y.AsSpan()[2..], node.Attributes.Ints("kernel_shape").AsSpan());
        var (type, count) = (ElementType.Of(plan.Type(node.Inputs[0])), (uint)plan.Count(output));
        plan.Launch(plan.Source("window.cl+pool.cl", type, ("X", type), ("Y", type)), kernel, Grid.Line(count), [plan.SlotOf(node.Inputs[0]), plan.SlotOf(output)],
            [count, window.Positions, window.Cells, window.Plane, .. window.Scalars, .. more]);
    }
}

/// <summary>The largest element of each window, and where it is.</summary>
internal sealed class MaxPoolOperator() : PoolOperator("MaxPool", 8, [.. TypeSets.Float, DType.Int8, DType.UInt8], "storage_order")
{
    public override void Build(PlanBuilder plan, Node node)
    {
        Launch(plan, node, "max_pool", node.Outputs[0]);
        if (node.HasOutput(1))
            Launch(plan, node, "max_pool_index", node.Outputs[1], node.Attributes.Int("storage_order", 0) == 0 ? 0u : 1);
    }
}

/// <summary>The mean of each window.</summary>
internal sealed class AveragePoolOperator() : PoolOperator("AveragePool", 7, TypeSets.Float, "count_include_pad")
{
    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node) =>
        Launch(plan, node, "average_pool", node.Outputs[0], node.Attributes.Int("count_include_pad", 0) == 0 ? 0u : 1);
}
