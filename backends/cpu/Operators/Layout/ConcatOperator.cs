// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Tensors one behind the other along an axis.</summary>
internal sealed class ConcatOperator() : Operator("Concat", 4, 13)
{
    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Outputs[0]);
        var axis = Axis(node, 0, dims.Length);
        var steps = Box.StepsOf(dims.AsSpan());
        var (to, size) = (builder.WholeResult(node.Outputs[0]), builder.WholeSize(node.Outputs[0]));
        long offset = 0;
        foreach (var input in node.Inputs)
        {
            var part = builder.Dims(input);
            Movement.Add(builder, size, builder.Whole(input), 0, to, offset, Parts.Box(part, Box.StepsOf(part.AsSpan()), steps));
            offset += (long)part[axis] * steps[axis];
        }
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        Parts.Check(graph, node, graph.Values[node.Outputs[0]], node.Inputs, Axis(node, 0, graph.Values[node.Outputs[0]].Shape.Rank)) ?? SameType(graph, node);
}

/// <summary>Consecutive parts of a tensor along an axis; the outputs' dims say how long each is.</summary>
internal sealed class SplitOperator() : Operator("Split", 13, 18)
{
    protected override ImmutableArray<string> Attributes => ["axis", "num_outputs"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var axis = Axis(node, 0, dims.Length);
        var steps = Box.StepsOf(dims.AsSpan());
        var (from, size) = (builder.Whole(node.Inputs[0]), builder.WholeSize(node.Inputs[0]));
        long offset = 0;
        foreach (var output in node.Outputs)
        {
            var part = builder.Dims(output);
            Movement.Add(builder, size, from, offset, builder.WholeResult(output), 0, Parts.Box(part, steps, Box.StepsOf(part.AsSpan())));
            offset += (long)part[axis] * steps[axis];
        }
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Outputs.Contains(Node.Absent)
        ? Support.No(Why.Shape, "Split leaves no output out")
        : Parts.Check(graph, node, graph.Values[node.Inputs[0]], node.Outputs, Axis(node, 0, graph.Values[node.Inputs[0]].Shape.Rank));
}

/// <summary>A tensor and what it is made of along one axis.</summary>
internal static class Parts
{
    public static Box Box(ImmutableArray<long> dims, nint[] from, nint[] to)
    {
        var box = new Box();
        for (var axis = 0; axis < dims.Length; axis++)
            box.Add((nint)dims[axis], from[axis], to[axis]);
        return box;
    }

    public static Support? Check(Graph graph, Node node, Value whole, ImmutableArray<int> parts, int axis)
    {
        var rank = whole.Shape.Rank;
        if (axis < 0 || axis >= rank)
            return Support.No(Why.Attribute, $"{node.Op} has no axis {axis} of {rank}");
        if (parts.Any(part => graph.Values[part].Shape.Rank != rank || Enumerable.Range(0, rank).Any(i => i != axis && graph.Values[part].Shape[i] != whole.Shape[i]))
            || parts.Sum(part => graph.Values[part].Shape[axis]) != whole.Shape[axis])
            return Support.No(Why.Shape, $"{string.Join(", ", parts.Select(part => graph.Values[part].Shape))} do not make up {whole} along axis {axis}");
        return null;
    }
}
