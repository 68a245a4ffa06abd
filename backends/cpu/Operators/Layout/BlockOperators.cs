// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Blocks of channels become blocks of pixels.</summary>
internal sealed class DepthToSpaceOperator() : Operator("DepthToSpace", 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["blocksize", "mode"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, outputs) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var block = (nint)node.Attributes.Int("blocksize", 0);
        var (from, to) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(outputs.AsSpan()));
        var isDepthFirst = node.Attributes.String("mode", "DCR") == "DCR";
        var (channel, part) = isDepthFirst ? (from[1], from[1] * (nint)outputs[1]) : (from[1] * block * block, from[1]);
        var box = new Box();
        box.Add((nint)dims[0], from[0], to[0]);
        box.Add((nint)outputs[1], channel, to[1]);
        box.Add((nint)dims[2], from[2], to[2] * block);
        box.Add(block, part * block, to[2]);
        box.Add((nint)dims[3], from[3], block);
        box.Add(block, part, 1);
        Movement.Add(builder, builder.WholeSize(node.Inputs[0]), builder.Whole(node.Inputs[0]), 0, builder.WholeResult(node.Outputs[0]), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node) => node.Attributes.String("mode", "DCR") is not ("DCR" or "CRD")
        ? Support.No(Why.Attribute, $"DepthToSpace takes DCR and CRD, not {node.Attributes["mode"]}")
        : Blocks.Check(node, graph.Values[node.Inputs[0]], graph.Values[node.Outputs[0]]);
}

/// <summary>Blocks of pixels become blocks of channels.</summary>
internal sealed class SpaceToDepthOperator() : Operator("SpaceToDepth", 1, 13)
{
    protected override ImmutableArray<string> Attributes => ["blocksize"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, outputs) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var block = (nint)node.Attributes.Int("blocksize", 0);
        var (from, to) = (Box.StepsOf(dims.AsSpan()), Box.StepsOf(outputs.AsSpan()));
        var box = new Box();
        box.Add((nint)dims[0], from[0], to[0]);
        box.Add(block, from[2], to[1] * block * (nint)dims[1]);
        box.Add(block, 1, to[1] * (nint)dims[1]);
        box.Add((nint)dims[1], from[1], to[1]);
        box.Add((nint)outputs[2], from[2] * block, to[2]);
        box.Add((nint)outputs[3], block, 1);
        Movement.Add(builder, builder.WholeSize(node.Inputs[0]), builder.Whole(node.Inputs[0]), 0, builder.WholeResult(node.Outputs[0]), 0, box);
    }

    protected override Support? CheckMore(Graph graph, Node node) => Blocks.Check(node, graph.Values[node.Outputs[0]], graph.Values[node.Inputs[0]]);
}

internal static class Blocks
{
    /// <param name="node">With the attribute blocksize.</param>
    /// <param name="deep">The tensor with many channels.</param>
    /// <param name="wide">The tensor with many pixels.</param>
    public static Support? Check(Node node, Value deep, Value wide)
    {
        var block = node.Attributes.Int("blocksize", 0);
        if (block < 1 || block > int.MaxValue)
            return Support.No(Why.Attribute, $"{node.Op} takes no blocksize of {block}");
        return deep.Shape.Rank != 4 || wide.Shape.Rank != 4 || deep.Shape[0] != wide.Shape[0] || deep.Shape[1] != (Int128)wide.Shape[1] * block * block
            || wide.Shape[2] != deep.Shape[2] * block || wide.Shape[3] != deep.Shape[3] * block
            ? Support.No(Why.Shape, $"{deep} and {wide} do not belong to blocks of {block}x{block}")
            : null;
    }
}
