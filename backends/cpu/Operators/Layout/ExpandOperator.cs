// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Broadcasting to the output's dims.</summary>
internal sealed class ExpandOperator() : Operator("Expand", 8, 13)
{
    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, wide) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var (from, to) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(wide.AsSpan()));
        var box = new Box();
        for (var axis = 0; axis < wide.Length; axis++)
        {
            var own = axis - wide.Length + dims.Length;
            box.Add((nint)wide[axis], own < 0 || dims[own] == 1 ? 0 : from[own], to[axis]);
        }
        Movement.Add(builder, builder.WholeSize(node.Inputs[0]), builder.Whole(node.Inputs[0]), 0, builder.WholeResult(node.Outputs[0]), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (input, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
        for (var back = 1; back <= input.Shape.Rank; back++)
            if (back > output.Shape.Rank || (input.Shape.Dims[^back] != 1 && input.Shape.Dims[^back] != output.Shape.Dims[^back]))
                return Support.No(Why.Shape, $"{input} does not broadcast to {output}");
        return null;
    }
}

/// <summary>A tensor repeated along its axes, as often as the output's dims say.</summary>
internal sealed class TileOperator() : Operator("Tile", 6, 13)
{
    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, wide) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var (from, to) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(wide.AsSpan()));
        var box = new Box();
        for (var axis = 0; axis < wide.Length; axis++)
        {
            box.Add(dims[axis] == 0 ? 0 : (nint)(wide[axis] / dims[axis]), 0, (nint)dims[axis] * to[axis]);
            box.Add((nint)dims[axis], from[axis], to[axis]);
        }
        Movement.Add(builder, builder.WholeSize(node.Inputs[0]), builder.Whole(node.Inputs[0]), 0, builder.WholeResult(node.Outputs[0]), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (input, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
        if (input.Shape.Rank != output.Shape.Rank)
            return Support.No(Why.Shape, $"Tile of {input} cannot give {output}");
        for (var axis = 0; axis < input.Shape.Rank; axis++)
            if (input.Shape[axis] == 0 ? output.Shape[axis] != 0 : output.Shape[axis] % input.Shape[axis] != 0)
                return Support.No(Why.Shape, $"{output} is no multiple of {input}");
        return null;
    }
}
