// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>An operand of a few i32 or i64 elements that says a shape or a place: a constant of the graph, or read when the plan runs.</summary>
internal sealed unsafe class IntegerOperand
{
    private readonly ImmutableArray<long> _known;
    private readonly bool _wide;

    private IntegerOperand(int slot, int count, bool wide, ImmutableArray<long> known) => (Slot, Count, _wide, _known) = (slot, count, wide, known);

    /// <summary>What a step that reads it waits for; -1 when it is a constant.</summary>
    public int Slot { get; }

    public int Count { get; }

    public bool IsKnown => Slot < 0;

    /// <summary>An input of a node, or null when it is absent.</summary>
    public static IntegerOperand? Of(PlanBuilder builder, Node node, int input)
    {
        if (!node.HasInput(input))
            return null;
        var value = node.Inputs[input];
        var known = Known(builder.Graph, node, input);
        return new IntegerOperand(known.IsDefault ? builder.SlotOf(value) : -1, (int)builder.Count(value), builder.Type(value) == DType.Int64, known);
    }

    /// <summary>The elements of a constant input; default when it is absent or known at run time only.</summary>
    public static ImmutableArray<long> Known(Graph graph, Node node, int input)
    {
        if (!node.HasInput(input) || graph.Values[node.Inputs[input]].Constant is not { } constant)
            return default;
        return constant.Type == DType.Int64 ? [.. constant.AsSpan<long>()] : [.. constant.AsSpan<int>().ToArray().Select(element => (long)element)];
    }

    public static bool IsType(DType type) => type == DType.Int32 || type == DType.Int64;

    /// <param name="frame">Not looked at for a constant.</param>
    /// <param name="to"><see cref="Count"/> elements.</param>
    public void Read(in Frame frame, Span<long> to)
    {
        if (IsKnown)
            _known.CopyTo(to);
        else if (_wide)
            new Span<long>(frame.At<long>(Slot), Count).CopyTo(to);
        else
            for (var i = 0; i < Count; i++)
                to[i] = frame.At<int>(Slot)[i];
    }
}
