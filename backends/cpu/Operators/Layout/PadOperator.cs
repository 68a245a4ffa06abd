// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Layout;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Elements added around a tensor; a negative pad first takes elements away. Pads that are read at run time must give the dims that the
/// graph names; others fail the execution.
/// </summary>
internal sealed class PadOperator() : Operator("Pad", 11, 25)
{
    protected override ImmutableArray<string> Attributes => ["mode"];

    protected override ImmutableArray<DType> Types => TypeSets.Moved;

    public override void Build(PlanBuilder builder, Node node)
    {
        var (dims, outputs) = (builder.Dims(node.Inputs[0]), builder.Dims(node.Outputs[0]));
        var mode = Modes[node.Attributes.String("mode", "constant")];
        var (pads, axes) = (IntegerOperand.Of(builder, node, 1)!, IntegerOperand.Of(builder, node, 3));
        var (from, to, size) = (builder.Whole(node.Inputs[0]), builder.WholeResult(node.Outputs[0]), builder.WholeSize(node.Inputs[0]));
        var value = node.HasInput(2) ? builder.Whole(node.Inputs[2]) : -1;
        builder.Add([from, value, pads.Slot, axes?.Slot ?? -1], [to], 0, (in frame) => Run(in frame, pads, axes, dims, outputs, mode, from, value, to, size));
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var (data, pads) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]]);
        if (!Modes.ContainsKey(node.Attributes.String("mode", "constant")))
            return Support.No(Why.Attribute, $"Pad takes {string.Join(", ", Modes.Keys)}, not {node.Attributes["mode"]}");
        if (node.HasInput(2) && graph.Values[node.Inputs[2]] is var value && (value.Type != data.Type || Shape.CountOf(value.Shape.Dims.AsSpan()) != 1))
            return Support.No(Why.DType, $"the constant_value of Pad is one {data.Type}, not {value}");
        var axes = node.HasInput(3) ? graph.Values[node.Inputs[3]] : null;
        if (!IntegerOperand.IsType(pads.Type) || (axes is not null && !IntegerOperand.IsType(axes.Type)))
            return Support.No(Why.DType, "pads and axes of Pad are i32 or i64");
        var count = axes is null ? data.Shape.Rank : Shape.CountOf(axes.Shape.Dims.AsSpan());
        return count > data.Shape.Rank || Shape.CountOf(pads.Shape.Dims.AsSpan()) != 2 * count || graph.Values[node.Outputs[0]].Shape.Rank != data.Shape.Rank
            ? Support.No(Why.Shape, $"{pads} are no pads of {count} axes of {data}")
            : null;
    }

    private static readonly Dictionary<string, PadMode> Modes = new()
    {
        ["constant"] = PadMode.Constant,
        ["edge"] = PadMode.Edge,
        ["reflect"] = PadMode.Reflect,
        ["wrap"] = PadMode.Wrap,
    };

    private static unsafe void Run(
        in Frame frame, IntegerOperand pads, IntegerOperand? axes, ImmutableArray<long> dims, ImmutableArray<long> outputs, PadMode mode, int from, int value, int to, int size)
    {
        var borders = Place(in frame, pads, axes, dims, outputs, mode);
        Padding.Run(frame.Pool, size, frame.At<byte>(from), value < 0 ? null : frame.At<byte>(value), frame.At<byte>(to), in borders);
    }

    private static Borders Place(in Frame frame, IntegerOperand pads, IntegerOperand? axes, ImmutableArray<long> dims, ImmutableArray<long> outputs, PadMode mode)
    {
        Span<long> sizes = stackalloc long[2 * Shape.MaxRank], places = stackalloc long[Shape.MaxRank];
        Span<long> before = stackalloc long[dims.Length];
        pads.Read(in frame, sizes);
        axes?.Read(in frame, places);
        Span<bool> seen = stackalloc bool[dims.Length];
        var count = pads.Count / 2;
        for (var i = 0; i < count; i++)
        {
            var axis = axes is null ? i : places[i];
            axis = axis < 0 ? axis + dims.Length : axis;
            if (axis < 0 || axis >= dims.Length || seen[(int)axis])
                throw Fails($"axes name axis {axis} of {dims.Length}, or one twice");
            seen[(int)axis] = true;
            if (sizes[i] != outputs[(int)axis] - dims[(int)axis] - sizes[count + i])
                throw Fails($"pads {sizes[i]} and {sizes[count + i]} of axis {axis} do not make {outputs[(int)axis]} elements of {dims[(int)axis]}");
            var kept = dims[(int)axis] + Math.Min(0, sizes[i]) + Math.Min(0, sizes[count + i]);
            if (kept < 0 || (kept == 0 && mode != PadMode.Constant && outputs[(int)axis] > 0))
                throw Fails($"pads {sizes[i]} and {sizes[count + i]} leave {kept} of the {dims[(int)axis]} elements of axis {axis}");
            before[(int)axis] = sizes[i];
        }
        for (var axis = 0; axis < dims.Length; axis++)
            if (!seen[axis] && dims[axis] != outputs[axis])
                throw Fails($"axis {axis} is not padded and has {dims[axis]} elements; the graph says {outputs[axis]}");
        return Borders.Of(dims.AsSpan(), outputs.AsSpan(), before, mode);
    }

    private static PluginException Fails(string text) => new(Status.ExecutionFailed, "op:Pad.pads", $"Pad: {text}");
}
