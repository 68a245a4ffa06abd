// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.OpenCl.Kernels;
using Tengen.Backends.OpenCl.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The mean over some axes: a work item an element, or a work group where a graphics processor has many terms to add.</summary>
internal abstract class MeanOperator(string name, int since, int until, params ImmutableArray<string> attributes)
    : Operator(name, since, until, TypeSets.Float, attributes)
{
    private const int Group = 256;

    protected override bool Divides => true;

    public override void Build(PlanBuilder plan, Node node)
    {
        var (x, y, type) = (node.Inputs[0], node.Outputs[0], ElementType.Of(plan.Type(node.Inputs[0])));
        var dims = plan.Dims(x);
        var isCovered = Covered(plan.Graph, node, dims.Length);
        if (!isCovered.Contains(true))
        {
            Movement.View(plan, x, y);
            return;
        }
        var (kept, covered) = (Part(dims, isCovered, false), Part(dims, isCovered, true));
        var (count, terms) = ((uint)plan.Count(y), covered.CountFrom(0));
        var isGroup = plan.Device.PrefersGroups && terms >= Group / 4;
        plan.Launch(plan.Source("mean.cl", type, ("X", type), ("Y", type)), isGroup ? "mean_group" : "mean_item",
            isGroup ? new Grid([(ulong)count * Group], [Group]) : Grid.Line(count), [plan.SlotOf(x), plan.SlotOf(y)],
            count, covered.CountFrom(1), covered.Dim(0), covered.Step(0, 0),
            Scalar.Dims(kept, 0, 16), Scalar.Steps(kept, 0, 0, 16), Scalar.Dims(covered, 1, 16), Scalar.Steps(covered, 0, 1, 16));
    }

    /// <summary>For each axis whether the mean runs over it.</summary>
    protected abstract bool[] Covered(Graph graph, Node node, int rank);

    private static Box Part(ImmutableArray<long> dims, bool[] isCovered, bool wanted)
    {
        int[] axes = [.. Enumerable.Range(0, dims.Length).Where(axis => isCovered[axis] == wanted)];
        var steps = Box.Dense(dims.AsSpan());
        return new Box([.. axes.Select(axis => dims[axis])], [.. axes.Select(axis => steps[axis])]);
    }
}

/// <summary>The mean over axes that a constant lists; without axes over all.</summary>
internal sealed class ReduceMeanOperator() : MeanOperator("ReduceMean", 18, 18, "keepdims", "noop_with_empty_axes")
{
    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (!node.HasInput(1))
            return null;
        if (graph.Values[node.Inputs[1]].Constant is not { } axes)
            return Support.IfConstant("op:ReduceMean.axes: axes (input 1) must be a constant");
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        foreach (var axis in axes.AsSpan<long>())
            if (axis < -rank || axis >= rank)
                return Support.No(Why.Attribute, $"op:ReduceMean.axes: axis {axis} is outside a rank of {rank}");
        return null;
    }

    protected override bool[] Covered(Graph graph, Node node, int rank)
    {
        long[] axes = node.HasInput(1) ? graph.Values[node.Inputs[1]].Constant!.AsSpan<long>().ToArray() : [];
        var all = axes.Length == 0 && node.Attributes.Int("noop_with_empty_axes", 0) == 0;
        return [.. Enumerable.Range(0, rank).Select(axis => all || axes.Contains(axis) || axes.Contains(axis - rank))];
    }
}

/// <summary>The mean over everything behind batch and channel.</summary>
internal sealed class GlobalAveragePoolOperator() : MeanOperator("GlobalAveragePool", 1, 22)
{
    protected override Support? CheckMore(Graph graph, Node node) => graph.Values[node.Inputs[0]].Shape.Rank < 2
        ? Support.No(Why.Shape, $"op:GlobalAveragePool.rank: {graph.Values[node.Inputs[0]]} has no batch and channel")
        : null;

    protected override bool[] Covered(Graph graph, Node node, int rank) => [.. Enumerable.Range(0, rank).Select(axis => axis >= 2)];
}
