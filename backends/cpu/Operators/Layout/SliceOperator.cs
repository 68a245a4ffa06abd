// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Every so manieth element along some axes. Bounds that are read at run time must give the dims that the graph names; others fail the
/// execution.
/// </summary>
internal sealed class SliceOperator() : Operator("Slice", 10, 13)
{
    private static readonly string[] Operands = ["starts", "ends", "axes", "steps"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, outputs) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var operands = Enumerable.Range(1, 4).Select(input => IntegerOperand.Of(builder, node, input)).ToArray();
        var (from, to, size) = (builder.Whole(node.Inputs[0]), builder.WholeResult(node.Outputs[0]), builder.WholeSize(node.Inputs[0]));
        if (operands.All(operand => operand is null or { IsKnown: true }))
        {
            var box = Place(default, operands, dims, outputs, out var offset);
            Movement.Add(builder, size, from, offset, to, 0, box);
            return;
        }
        builder.Add([from, .. operands.Select(operand => operand?.Slot ?? -1)], [to], 0, (in frame) => Run(in frame, operands, dims, outputs, from, to, size));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        for (var input = 1; input < node.Inputs.Length; input++)
            if (node.HasInput(input) && (!IntegerOperand.IsType(graph.Values[node.Inputs[input]].Type) || graph.Values[node.Inputs[input]].Shape.Rank != 1))
                return Support.No(Why.DType, $"{Operands[input - 1]} of Slice are i32 or i64 of rank 1, not {graph.Values[node.Inputs[input]]}");
        var rank = graph.Values[node.Inputs[0]].Shape.Rank;
        var counts = Enumerable.Range(1, 4).Where(node.HasInput).Select(input => graph.Values[node.Inputs[input]].Shape[0]).ToArray();
        return counts.Distinct().Count() > 1 || counts[0] > rank
            ? Support.No(Why.Shape, $"starts, ends, axes and steps of Slice have {string.Join(", ", counts)} elements for {rank} axes")
            : null;
    }

    private static unsafe void Run(in Frame frame, IntegerOperand?[] operands, ImmutableArray<long> dims, ImmutableArray<long> outputs, int from, int to, int size)
    {
        var box = Place(in frame, operands, dims, outputs, out var offset);
        Movement.Run(frame.Pool, size, frame.At<byte>(from) + offset * size, frame.At<byte>(to), in box);
    }

    private static Box Place(in Frame frame, IntegerOperand?[] operands, ImmutableArray<long> dims, ImmutableArray<long> outputs, out long offset)
    {
        Span<long> read = stackalloc long[4 * Shape.MaxRank];
        for (var i = 0; i < operands.Length; i++)
            operands[i]?.Read(in frame, read.Slice(i * Shape.MaxRank, Shape.MaxRank));
        Span<long> starts = stackalloc long[dims.Length], steps = stackalloc long[dims.Length];
        Span<bool> seen = stackalloc bool[dims.Length];
        steps.Fill(1);
        for (var i = 0; i < operands[0]!.Count; i++)
        {
            var axis = operands[2] is null ? i : read[2 * Shape.MaxRank + i];
            axis = axis < 0 ? axis + dims.Length : axis;
            if (axis < 0 || axis >= dims.Length || seen[(int)axis])
                throw Fails($"axes name axis {axis} of {dims.Length}, or one twice");
            seen[(int)axis] = true;
            (starts[(int)axis], steps[(int)axis]) = Bound(dims[(int)axis], read[i], read[Shape.MaxRank + i], operands[3] is null ? 1 : read[3 * Shape.MaxRank + i], out var extent);
            if (extent != outputs[(int)axis])
                throw Fails($"axis {axis} has {extent} elements between the bounds; the graph says {outputs[(int)axis]}");
        }
        for (var axis = 0; axis < dims.Length; axis++)
            if (!seen[axis] && dims[axis] != outputs[axis])
                throw Fails($"axis {axis} is left whole with {dims[axis]} elements; the graph says {outputs[axis]}");
        return Place(dims, outputs, starts, steps, out offset);
    }

    private static Box Place(ImmutableArray<long> dims, ImmutableArray<long> outputs, ReadOnlySpan<long> starts, ReadOnlySpan<long> steps, out long offset)
    {
        var box = new Box();
        nint from = 1, to = 1;
        Span<nint> fromSteps = stackalloc nint[dims.Length], toSteps = stackalloc nint[dims.Length];
        offset = 0;
        for (var axis = dims.Length - 1; axis >= 0; axis--)
        {
            (fromSteps[axis], toSteps[axis]) = (from, to);
            offset += starts[axis] * from;
            (from, to) = (from * (nint)dims[axis], to * (nint)outputs[axis]);
        }
        for (var axis = 0; axis < dims.Length; axis++)
            box.Add((nint)outputs[axis], outputs[axis] > 1 ? fromSteps[axis] * (nint)steps[axis] : 0, toSteps[axis]);
        return box;
    }

    /// <summary>The first index and the step, with bounds cut to the axis as ONNX says.</summary>
    private static (long Start, long Step) Bound(long extent, long start, long end, long step, out long count)
    {
        if (step == 0)
            throw Fails("a step is 0");
        var (least, most) = step > 0 ? (0L, extent) : (-1L, extent - 1);
        start = Math.Clamp(start < 0 ? start + extent : start, step > 0 ? 0 : Math.Min(0, most), most);
        end = Math.Clamp(end < 0 ? end + extent : end, least, most);
        var distance = (UInt128)(step > 0 ? Math.Max(0, end - start) : Math.Max(0, start - end));
        var stride = (UInt128)Int128.Abs(step);
        count = (long)((distance + stride - 1) / stride);
        return (count == 0 ? 0 : start, step);
    }

    private static PluginException Fails(string text) => new(Status.ExecutionFailed, "op:Slice.bounds", $"Slice: {text}");
}
