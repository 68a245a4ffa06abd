// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Detection;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Boxes that overlap no better one, as lines of batch, class and box. Overlaps are computed in fp64. Where the graph says their number,
/// another one fails the execution.
/// </summary>
internal sealed unsafe class NonMaxSuppressionOperator() : Operator("NonMaxSuppression", 10, 11)
{
    private const int Line = 3;

    public override bool FindsExtents => true;

    protected override ImmutableArray<string> Attributes => ["center_point_box"];

    protected override ImmutableArray<DType> Types => [DType.Float32];

    public override void Build(PlanBuilder builder, Node node)
    {
        var (boxes, scores, output) = (node.Inputs[0], node.Inputs[1], node.Outputs[0]);
        var (batch, classes, count) = ((int)builder.Dims(scores)[0], (int)builder.Dims(scores)[1], (int)builder.Dims(scores)[2]);
        var (most, overlap, least) = (IntegerOperand.Of(builder, node, 2), RealOperand.Of(builder, node, 3), RealOperand.Of(builder, node, 4));
        var (found, open, isCentered) = (builder.Dims(output)[0], builder.OpenArgument(output), node.Attributes.Int("center_point_box", 0) != 0);
        var (places, ranks, to) = (builder.SlotOf(boxes), builder.SlotOf(scores), builder.SlotOf(output));
        var order = builder.Temporary(builder.Count(scores) * sizeof(ulong));
        var taken = builder.Temporary((long)batch * classes * sizeof(int));
        int[] reads = [places, ranks, most?.Slot ?? -1, overlap?.Slot ?? -1, least?.Slot ?? -1];
        builder.Add(reads, [to, order, taken], builder.Pool.Width * TakenBoxes.Bytes(count), (in frame) =>
        {
            var body = new Suppression
            {
                Batch = batch,
                Classes = classes,
                Boxes = count,
                Places = frame.Floats(places),
                Scores = frame.Floats(ranks),
                IsCentered = isCentered,
                Most = Read(most, in frame),
                Overlap = Read(overlap, in frame) ?? 0,
                LeastScore = Read(least, in frame),
                Order = frame.At<ulong>(order),
                Taken = frame.At<int>(taken),
                Scratch = frame.Scratch,
            };
            frame.Pool.Run(body.Items, ref body);
            long total = 0;
            for (var item = 0; item < body.Items; item++)
                total += body.Taken[item];
            if (open < 0 ? total != found : total > found)
                throw new PluginException(Status.ExecutionFailed, "op:NonMaxSuppression.count", $"NonMaxSuppression takes {total} boxes; the graph says {found}");
            Write(body, frame.At<long>(to));
            frame.Found(open, total, Line);
        });
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (boxes, scores, output) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]], graph.Values[node.Outputs[0]]);
        if (node.Attributes.Int("center_point_box", 0) is not (0 or 1))
            return Support.No(Why.Attribute, $"NonMaxSuppression has no {node.Attributes["center_point_box"]}");
        if (boxes.Shape.Rank != 3 || boxes.Shape[2] != 4)
            return Support.No(Why.Shape, $"the boxes of NonMaxSuppression have the dims batches x boxes x 4, not {boxes}");
        if (scores.Shape.Rank != 3 || scores.Shape[0] != boxes.Shape[0] || scores.Shape[2] != boxes.Shape[1])
            return Support.No(Why.Shape, $"the scores of NonMaxSuppression of {boxes} have its batches, then classes, then its boxes, not {scores}");
        foreach (var input in Enumerable.Range(1, 4).Where(node.HasInput))
        {
            var (value, type) = (graph.Values[node.Inputs[input]], input == 2 ? DType.Int64 : DType.Float32);
            if (value.Type != type)
                return Support.No(Why.DType, $"input {input} of NonMaxSuppression is {type}, not {value}");
            if (input > 1 && Shape.CountOf(value.Shape.Dims.AsSpan()) != 1)
                return Support.No(Why.Shape, $"{value} of NonMaxSuppression must have one element");
        }
        return output.Shape.Rank != 2 || output.Shape[1] != Line ? Support.No(Why.Shape, $"NonMaxSuppression does not give {output}") : null;
    }

    private static void Write(in Suppression suppression, long* line)
    {
        for (var item = 0; item < suppression.Items; item++)
            for (var rank = 0; rank < suppression.Taken[item]; rank++, line += Line)
                (line[0], line[1], line[2]) = (item / suppression.Classes, item % suppression.Classes, (long)suppression.Order[(nint)item * suppression.Boxes + rank]);
    }

    private static long Read(IntegerOperand? operand, in Frame frame)
    {
        long value = 0;
        operand?.Read(in frame, new Span<long>(ref value));
        return value;
    }

    private static double? Read(RealOperand? operand, in Frame frame)
    {
        if (operand is null)
            return null;
        double value = 0;
        operand.Read(in frame, new Span<double>(ref value));
        return value;
    }
}
