// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>An operand of a few fp16, bfloat16, fp32 or fp64 elements: a constant of the graph, or read when the plan runs.</summary>
internal sealed unsafe class RealOperand
{
    private readonly double[]? _known;

    private RealOperand(int slot, int count, double[]? known) => (Slot, Count, _known) = (slot, count, known);

    /// <summary>What a step that reads it waits for; -1 when it is a constant. Its elements are fp64.</summary>
    public int Slot { get; }

    public int Count { get; }

    public bool IsKnown => _known is not null;

    /// <summary>An input of a node, or null when it is absent or has no elements.</summary>
    public static RealOperand? Of(PlanBuilder builder, Node node, int input)
    {
        if (!node.HasInput(input) || builder.Count(node.Inputs[input]) == 0)
            return null;
        var (value, count) = (node.Inputs[input], (int)builder.Count(node.Inputs[input]));
        return builder.Constant(value) is { } constant
            ? new RealOperand(-1, count, Elements(constant))
            : new RealOperand(CastSteps.As(builder, value, DType.Float64), count, null);
    }

    /// <param name="frame">Not looked at for a constant.</param>
    /// <param name="to"><see cref="Count"/> elements.</param>
    public void Read(in Frame frame, Span<double> to)
    {
        if (_known is not null)
            _known.CopyTo(to);
        else
            new Span<double>(frame.At<double>(Slot), Count).CopyTo(to);
    }

    /// <summary>The elements of a constant input, or null.</summary>
    public static double[]? Known(Tengen.Graph.Graph graph, Node node, int input) =>
        node.HasInput(input) && graph.Values[node.Inputs[input]].Constant is { } constant ? Elements(constant) : null;

    private static double[] Elements(Tensor tensor)
    {
        if (tensor.Type == DType.Float64)
            return tensor.AsSpan<double>().ToArray();
        if (tensor.Type == DType.Float32)
            return [.. tensor.AsSpan<float>().ToArray().Select(element => (double)element)];
        return tensor.Type == DType.Float16
            ? [.. tensor.AsSpan<Half>().ToArray().Select(element => (double)element)]
            : [.. tensor.AsSpan<ushort>().ToArray().Select(bits => (double)new Formats.BFloat16(bits).ToSingle())];
    }
}
