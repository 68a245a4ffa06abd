// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>start, start + delta, ... below limit. Where the graph says how many, operands that give another number of elements fail the execution.</summary>
internal sealed unsafe class RangeOperator() : Operator("Range", 11, 27)
{
    public override bool FindsExtents => true;

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Float64, DType.Int16, DType.Int32, DType.Int64];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Outputs[0]);
        var asFloat = TypeSets.IsFloat(type);
        var operands = node.Inputs.Select(input => asFloat ? builder.Float(input) : builder.SlotOf(input)).ToArray();
        var to = asFloat ? builder.FloatResult(node.Outputs[0]) : builder.SlotOf(node.Outputs[0]);
        var (count, open) = (builder.Count(node.Outputs[0]), builder.OpenArgument(node.Outputs[0]));
        builder.Add(operands, [to], 0, (in frame) =>
            ElementTypes.Number(type, new Work(frame.At<byte>(operands[0]), frame.At<byte>(operands[1]), frame.At<byte>(operands[2]), frame.At<byte>(to), count, open, in frame)));
    }

    protected override Support? CheckMore(Graph graph, Node node) =>
        node.Inputs.Any(input => Shape.CountOf(graph.Values[input].Shape.Dims.AsSpan()) != 1)
            ? Support.No(Why.Shape, "start, limit and delta of Range are one element each")
            : SameType(graph, node);

    private readonly struct Work(void* start, void* limit, void* delta, void* to, long count, int open, in Frame frame) : INumberCase
    {
        private readonly Frame _frame = frame;

        public void Build<T>() where T : unmanaged, INumber<T>, IMinMaxValue<T>
        {
            var (first, step) = (*(T*)start, *(T*)delta);
            var elements = CountOf(first, *(T*)limit, step);
            if (open < 0 ? elements != count : !(elements >= 0 && elements <= count))
                throw new PluginException(Status.ExecutionFailed, "op:Range.count", $"Range from {first} below {*(T*)limit} by {step} has not the {count} elements that the graph says");
            for (nint i = 0; i < (nint)elements; i++)
                ((T*)to)[i] = unchecked(first + T.CreateTruncating(i) * step);
            _frame.Found(open, (long)elements);
        }

        /// <summary>-1 when the range has no end.</summary>
        private static double CountOf<T>(T start, T limit, T delta) where T : INumber<T>
        {
            if (T.IsZero(delta))
                return -1;
            if (!T.IsInteger(T.One / (T.One + T.One)) || T.IsNaN(delta))
                return Math.Max(0, Math.Ceiling((double.CreateTruncating(limit) - double.CreateTruncating(start)) / double.CreateTruncating(delta)));
            var (distance, step) = (Int128.CreateTruncating(limit) - Int128.CreateTruncating(start), Int128.CreateTruncating(delta));
            return (double)Int128.Max(0, (distance + step - (step > 0 ? 1 : -1)) / step);
        }
    }
}
