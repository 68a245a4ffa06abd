// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>The first steps of each sequence in reverse order, the others as they are.</summary>
internal sealed unsafe class ReverseSequenceOperator() : Operator("ReverseSequence", 10, 10)
{
    protected override ImmutableArray<string> Attributes => ["batch_axis", "time_axis"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var dims = builder.Dims(node.Inputs[0]);
        var timeFirst = node.Attributes.Int("time_axis", 0) == 0;
        var run = (long)Product(dims, 2, dims.Length) * builder.WholeSize(node.Inputs[0]);
        var shape = new SequenceShape((nint)dims[0], (nint)dims[1], (nint)run, timeFirst);
        var (from, lengths, to) = (builder.Whole(node.Inputs[0]), builder.SlotOf(node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        builder.Add([from, lengths], [to], 0, (in frame) =>
        {
            var body = new SequenceReversal(frame.At<byte>(from), frame.At<long>(lengths), frame.At<byte>(to), shape);
            frame.Pool.Run(body.Items, ref body);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (shape, lengths) = (graph.Values[node.Inputs[0]].Shape, graph.Values[node.Inputs[1]]);
        var (batch, time) = (node.Attributes.Int("batch_axis", 1), node.Attributes.Int("time_axis", 0));
        if ((batch, time) is not ((0, 1) or (1, 0)))
            return Support.No(Why.Attribute, $"ReverseSequence takes the axes 0 and 1, not {batch} and {time}");
        return shape.Rank < 2 || lengths.Type != DType.Int64 || lengths.Shape != new Shape(shape[(int)batch])
            ? Support.No(Why.Shape, $"{lengths} are no lengths of the sequences of {shape}")
            : IndexRules.Expect(graph.Values[node.Outputs[0]], shape.Dims);
    }
}
