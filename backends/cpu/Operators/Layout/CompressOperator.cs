// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Slices where a condition holds. Where the graph says how often it does, a condition that holds more or less often fails the execution.</summary>
internal sealed unsafe class CompressOperator() : Operator("Compress", 9, 11)
{
    public override bool FindsExtents => true;

    protected override ImmutableArray<string> Attributes => ["axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, axis) = View(node, builder.Dims(node.Inputs[0]));
        var picks = (nint)View(node, builder.Dims(node.Outputs[0])).Dims[axis];
        var (outer, extent, inner) = (Product(dims, 0, axis), (nint)dims[axis], Product(dims, axis + 1, dims.Length));
        var open = builder.OpenArgument(node.Outputs[0]);
        long[] extents = [.. View(node, builder.Dims(node.Outputs[0])).Dims];
        var (length, size) = ((nint)builder.Count(node.Inputs[1]), builder.WholeSize(node.Inputs[0]));
        var (from, condition, to) = (builder.Whole(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        builder.Add([from, condition], [to], Math.Max(1, picks) * sizeof(long), (in frame) =>
        {
            var indices = (long*)frame.Scratch;
            var found = Pick(frame.At<byte>(condition), length, indices, picks, open >= 0);
            var shape = new PickShape(outer, extent, inner, found);
            Sized.Run(size, new GatherOperator.Work(frame.Pool, frame.At<byte>(from), new Indices("Compress", indices, true), frame.At<byte>(to), shape));
            if (open >= 0)
                frame.Found(open, [.. extents[..axis], found, .. extents[(axis + 1)..]]);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, condition, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]], graph.Values[node.Outputs[0]]);
        var (dims, axis) = View(node, data.Shape.Dims);
        if (axis < 0 || axis >= dims.Length)
            return Support.No(Why.Attribute, $"Compress has no axis {axis} of {data}");
        if (condition.Type != DType.Bool || condition.Shape.Rank != 1 || condition.Shape[0] > dims[axis])
            return Support.No(Why.Shape, $"the condition of Compress is bool of rank 1 and at most {dims[axis]} elements, not {condition}");
        return output.Shape.Rank != dims.Length ? Support.No(Why.Shape, $"{output} should have rank {dims.Length}")
            : IndexRules.Expect(output, dims.SetItem(axis, output.Shape[axis]));
    }

    /// <summary>The dims that the axis counts in: without one the tensor is flat.</summary>
    private static (ImmutableArray<long> Dims, int Axis) View(Node node, ImmutableArray<long> dims) =>
        node.Attributes.Has("axis") ? (dims, Axis(node, 0, dims.Length)) : ([Shape.CountOf(dims.AsSpan())], 0);

    private static nint Pick(byte* condition, nint length, long* indices, nint picks, bool fewer)
    {
        nint found = 0;
        for (nint i = 0; i < length; i++)
            if (condition[i] != 0 && found++ < picks)
                indices[found - 1] = i;
        if (fewer ? found > picks : found != picks)
            throw new PluginException(Status.ExecutionFailed, "op:Compress.condition", $"Compress: the condition holds {found} times; the graph says {picks}");
        return found;
    }
}
