// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Steps that products of 8-bit integers are made of.</summary>
internal static unsafe class IntegerSteps
{
    public static readonly ImmutableArray<DType> Types = [DType.UInt8, DType.Int8];

    public static Support? CheckZero(Graph graph, Node node, int operand, int zero, ImmutableArray<DType> types)
    {
        var value = graph.Values[node.Inputs[operand]];
        if (!types.Contains(value.Type))
            return Support.No(Why.DType, $"{node.Op} takes operands of {string.Join(", ", types)}, not {value}");
        return node.HasInput(zero) && graph.Values[node.Inputs[zero]].Type != value.Type
            ? Support.No(Why.DType, $"the zero point {graph.Values[node.Inputs[zero]]} of {node.Op} differs in type from {value}")
            : null;
    }

    /// <summary>The shape of a value that has one number, one for each row, or one for each line; null = it has another count.</summary>
    /// <param name="lines">Rows of all matrices.</param>
    /// <param name="rows">Rows of one.</param>
    public static ScaleShape? PerRow(Value value, nint lines, nint rows, nint inner)
    {
        var count = Shape.CountOf(value.Shape.Dims.AsSpan());
        return count == 1 ? new ScaleShape(lines, inner, 1, 0, 1, 0, 0)
            : count == rows ? new ScaleShape(lines, inner, rows, 0, 1, 1, 0)
            : count == lines ? new ScaleShape(lines, inner, lines, 0, 1, 1, 0)
            : null;
    }

    /// <summary>The same for columns: one, one for each, or one for each of each matrix.</summary>
    public static ScaleShape? PerColumn(Value value, nint lines, nint rows, nint inner)
    {
        var count = Shape.CountOf(value.Shape.Dims.AsSpan());
        return count == 1 ? new ScaleShape(lines, inner, 1, 0, 1, 0, 0)
            : count == inner ? new ScaleShape(lines, inner, 1, 0, 1, 0, 1)
            : rows > 0 && count == inner * (lines / rows) ? new ScaleShape(lines, inner, rows, 1, rows, inner, 1)
            : null;
    }

    /// <summary>A slot with an operand minus its zero points in 16 bits; made at once when both are constants.</summary>
    /// <param name="zero">Position of the zero points among the inputs; they may be absent.</param>
    /// <param name="stride">Elements from one line to the next.</param>
    public static int Centred(PlanBuilder builder, Node node, int operand, int zero, ScaleShape shape, nint stride) => builder.Type(node.Inputs[operand]) == DType.Int8
        ? Centred<sbyte>(builder, node, operand, zero, shape, stride)
        : Centred<byte>(builder, node, operand, zero, shape, stride);

    /// <summary>Adds the step from sums to the quantised output.</summary>
    public static void Requantize(PlanBuilder builder, int output, int sums, int[] reads, nint lines, nint inner, Scales scales)
    {
        if (builder.Type(output) == DType.Int8)
            Requantize<sbyte>(builder, output, sums, reads, lines, inner, scales);
        else
            Requantize<byte>(builder, output, sums, reads, lines, inner, scales);
    }

    private static int Centred<T>(PlanBuilder builder, Node node, int operand, int zero, ScaleShape shape, nint stride) where T : unmanaged, IBinaryInteger<T>
    {
        var bytes = (long)shape.Lines * stride * sizeof(short);
        var zeroValue = node.HasInput(zero) ? node.Inputs[zero] : Node.Absent;
        if (builder.Constant(node.Inputs[operand]) is { } constant && (zeroValue == Node.Absent || builder.Constant(zeroValue) is not null))
        {
            var memory = builder.Constants.Allocate(bytes);
            var body = new Centring<T>((T*)constant.Pointer, zeroValue == Node.Absent ? null : (T*)builder.Constant(zeroValue)!.Pointer, (short*)memory, shape, stride);
            builder.Pool.Run(body.Items, ref body);
            return builder.Own((float*)memory, bytes);
        }
        var (from, zeros, to) = (builder.SlotOf(node.Inputs[operand]), zeroValue == Node.Absent ? -1 : builder.SlotOf(zeroValue), builder.Temporary(bytes));
        builder.Add([from, zeros], [to], 0, (in frame) =>
        {
            var body = new Centring<T>(frame.At<T>(from), (T*)frame.Optional(zeros), frame.At<short>(to), shape, stride);
            frame.Pool.Run(body.Items, ref body);
        });
        return to;
    }

    private static void Requantize<T>(PlanBuilder builder, int output, int sums, int[] reads, nint lines, nint inner, Scales scales)
        where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var to = builder.SlotOf(output);
        builder.Add([sums, .. reads], [to], 0, (in frame) =>
        {
            var body = new Requantization<T>
            {
                Sums = frame.At<int>(sums),
                Output = frame.At<T>(to),
                Inner = inner,
                Bias = (int*)frame.Optional(scales.Bias),
                BiasCount = scales.BiasCount,
                Left = frame.Floats(scales.Left),
                Right = frame.Floats(scales.Right),
                Scale = frame.Floats(scales.Output),
                LeftShape = scales.LeftShape,
                RightShape = scales.RightShape,
                OutputShape = scales.OutputShape,
                Zero = (T*)frame.Optional(scales.Zero),
            };
            frame.Pool.Run(inner == 0 ? 0 : checked((int)lines), ref body);
        });
    }
}

/// <summary>Slots of what sums are requantised with, and where each line finds its own; -1 = absent.</summary>
internal sealed record Scales(int Left, ScaleShape LeftShape, int Right, ScaleShape RightShape, int Output, ScaleShape OutputShape, int Zero, int Bias, nint BiasCount)
{
    public int[] Reads => [Left, Right, Output, Zero, Bias];
}
