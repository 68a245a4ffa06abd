// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Convolution as a product of the filters with patches of the input; a window of one point needs no patches.</summary>
internal sealed class ConvOperator() : Operator("Conv", 1, 22, TypeSets.Float, [.. Window.Attributes, "group"])
{
    protected override int LeastInputs => 2;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, w, y) = (plan.Dims(node.Inputs[0]), plan.Dims(node.Inputs[1]), plan.Dims(node.Outputs[0]));
        var window = new Window(node.Attributes, x.AsSpan()[2..], y.AsSpan()[2..], w.AsSpan()[2..]);
        var groups = (uint)node.Attributes.Int("group", 1);
        var (filters, channels) = ((uint)w[0] / groups, (uint)w[1]);
        var depth = channels * window.Cells;
        var size = (long)depth * window.Positions;
        var box = new Box([x[0], groups], [0, filters * depth], [groups * size, size], [groups, 1], [0, filters]);
        var batches = new Batches(box, (uint)x[0] * groups, (uint)x[0] * groups);
        var left = new Matrix(plan.SlotOf(node.Inputs[1]), filters, depth, depth, 1);
        var bias = node.HasInput(2) ? new Bias(plan.SlotOf(node.Inputs[2]), 1, 0, 1, 1) : null;
        var (type, input, output) = (plan.Type(node.Inputs[0]), plan.SlotOf(node.Inputs[0]), plan.SlotOf(node.Outputs[0]));
        if (window.IsPoint)
            Products.Add(plan, type, left, new Matrix(input, depth, window.Positions, window.Positions, 1), output, batches, bias);
        else
            Products.Add(plan, type, left, new Patches(input, channels, window), output, batches, bias);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (x, w) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]].Shape);
        var groups = node.Attributes.Int("group", 1);
        if (x.Rank < 3 || w.Rank != x.Rank)
            return Support.No(Why.Shape, $"op:Conv.rank: {x} and {w} need one rank of at least 3");
        if (groups < 1 || w[0] % groups != 0 || x[1] != w[1] * groups)
            return Support.No(Why.Shape, $"op:Conv.group: {x[1]} channels and filters {w} do not part into {groups} groups");
        if (node.Attributes.Ints("kernel_shape") is { IsDefault: false } kernel && !kernel.SequenceEqual(w.Dims[2..]))
            return Support.No(Why.Attribute, $"op:Conv.kernel_shape: {node.Attributes["kernel_shape"]} is not that of {w}");
        var patches = (UInt128)(x[0] * groups * w[1]) * (UInt128)(Shape.CountOf(w.Dims.AsSpan()[2..]) * Shape.CountOf(graph.Values[node.Outputs[0]].Shape.Dims.AsSpan()[2..]));
        if (patches > int.MaxValue)
            return Support.No(Why.Size, $"op:Conv.size: the patches of {x} under {w} are {patches} elements, more than {int.MaxValue}; part the batch");
        return Window.Check(node, x.Rank - 2) ?? SameType(graph, node);
    }
}
