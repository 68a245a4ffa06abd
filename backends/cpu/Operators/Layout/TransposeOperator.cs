// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Another order of dims.</summary>
internal sealed class TransposeOperator() : Operator("Transpose", 1, 25)
{
    protected override ImmutableArray<string> Attributes => ["perm"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var order = Order(node, dims.Length);
        var (from, to) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(builder.Dims(node.Outputs[0]).AsSpan()));
        var box = new Box();
        for (var axis = 0; axis < dims.Length; axis++)
            box.Add((nint)dims[(int)order[axis]], from[order[axis]], to[axis]);
        if (box.Rank <= 1)
            CopyOperator.AddView(builder, node.Inputs[0], node.Outputs[0]);
        else
            Movement.Add(builder, builder.WholeSize(node.Inputs[0]), builder.Whole(node.Inputs[0]), 0, builder.WholeResult(node.Outputs[0]), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var order = Order(node, dims.Length);
        return order.Order().SequenceEqual(Enumerable.Range(0, dims.Length).Select(axis => (long)axis))
            ? IndexRules.Expect(graph.Values[node.Outputs[0]], [.. order.Select(axis => dims[(int)axis])])
            : Support.No(Why.Attribute, $"{node.Attributes["perm"]} is no order of {dims.Length} dims");
    }

    private static ImmutableArray<long> Order(Node node, int rank) =>
        node.Attributes.Ints("perm") is { IsDefault: false } given ? given : [.. Enumerable.Range(0, rank).Reverse().Select(axis => (long)axis)];
}
