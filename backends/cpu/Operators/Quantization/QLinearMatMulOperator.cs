// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Products of quantised matrices, quantised again by the scales. 8-bit integers are summed in 32 bits; where a float8 takes part, all is
/// computed in fp64.
/// </summary>
internal sealed unsafe class QLinearMatMulOperator() : Operator("QLinearMatMul", 10, 21)
{
    private static readonly ImmutableArray<DType> Quantised = [.. IntegerSteps.Types, .. TypeSets.Float8];

    protected override ImmutableArray<DType> Types => Quantised;

    public override void Build(PlanBuilder builder, Node node)
    {
        var shape = IntegerMatMul.Of(builder.Graph, node, 0, 3)!;
        var isReal = ((int[])[node.Inputs[0], node.Inputs[3], node.Outputs[0]]).Any(value => TypeSets.Float8.Contains(builder.Type(value)));
        var sums = builder.Temporary((long)shape.Lines * shape.Columns * (isReal ? sizeof(double) : sizeof(int)));
        var values = builder.Graph.Values;
        var scales = new Scales(
            QuantizationShape.Single(builder, node.Inputs[1]),
            IntegerSteps.PerRow(values[node.Inputs[1]], shape.Lines, shape.Rows, shape.Columns)!.Value,
            QuantizationShape.Single(builder, node.Inputs[4]),
            IntegerSteps.PerColumn(values[node.Inputs[4]], shape.Lines, shape.Rows, shape.Columns)!.Value,
            QuantizationShape.Single(builder, node.Inputs[6]),
            IntegerSteps.PerRow(values[node.Inputs[6]], shape.Lines, shape.Rows, shape.Columns)!.Value,
            isReal ? CastSteps.As(builder, node.Inputs[7], DType.Float64) : builder.SlotOf(node.Inputs[7]),
            -1,
            1);
        if (isReal)
        {
            AddRealSums(builder, node, shape, sums);
            AddRealOutput(builder, node.Outputs[0], shape, sums, scales);
            return;
        }
        IntegerMatMul.AddSums(builder, node, (0, 2), (3, 5), sums);
        IntegerSteps.Requantize(builder, node.Outputs[0], sums, scales.Reads, shape.Lines, shape.Columns, scales);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        if (IntegerMatMul.Check(graph, node, (0, 2), (3, 5), Quantised) is { } refusal)
            return refusal;
        var (scale, zero, output) = (graph.Values[node.Inputs[6]], graph.Values[node.Inputs[7]], graph.Values[node.Outputs[0]]);
        if (!Quantised.Contains(output.Type) || zero.Type != output.Type || Shape.CountOf(zero.Shape.Dims.AsSpan()) != Shape.CountOf(scale.Shape.Dims.AsSpan()))
            return Support.No(Why.DType, $"QLinearMatMul to {output} by {scale} and {zero} is not taken");
        foreach (var input in (int[])[1, 4, 6])
            if (!TypeSets.IsFloat(graph.Values[node.Inputs[input]].Type))
                return Support.No(Why.DType, $"QLinearMatMul takes no scale {graph.Values[node.Inputs[input]]}");
        var shape = IntegerMatMul.Of(graph, node, 0, 3)!;
        return IntegerSteps.PerRow(graph.Values[node.Inputs[1]], shape.Lines, shape.Rows, shape.Columns) is null
            || IntegerSteps.PerColumn(graph.Values[node.Inputs[4]], shape.Lines, shape.Rows, shape.Columns) is null
            || IntegerSteps.PerRow(scale, shape.Lines, shape.Rows, shape.Columns) is null
            ? Support.No(Why.Shape, "the scales of QLinearMatMul are one, or one for each row of a and y and each column of b")
            : null;
    }

    private static void AddRealSums(PlanBuilder builder, Node node, IntegerMatMulShape shape, int sums)
    {
        var a = RealCentred(builder, node, 0, 2, IntegerMatMul.LeftZeros(builder.Graph, node, 2, shape)!.Value);
        var b = RealCentred(builder, node, 3, 5, IntegerMatMul.RightZeros(builder.Graph, node, 5, shape)!.Value);
        builder.Add([a, b], [sums], NumberProduct<double, StridedPanels<double>>.ScratchBytes(shape.Depth, builder.Pool.Width), (in frame) =>
        {
            for (var batch = 0; batch < shape.Batches; batch++)
            {
                var (fromA, fromB) = shape.Matrices(batch);
                var left = frame.At<double>(a) + fromA * shape.Rows * shape.Depth;
                var right = frame.At<double>(b) + fromB * shape.Depth * shape.Columns;
                var to = frame.At<double>(sums) + (nint)batch * shape.Rows * shape.Columns;
                NumberSteps.Multiply(frame, left, shape.Depth, 1, right, shape.Columns, 1, to, shape.Rows, shape.Columns, shape.Depth);
            }
        });
    }

    private static int RealCentred(PlanBuilder builder, Node node, int operand, int zero, ScaleShape shape)
    {
        var values = CastSteps.As(builder, node.Inputs[operand], DType.Float64);
        var zeros = CastSteps.As(builder, node.Inputs[zero], DType.Float64);
        builder.Add([values, zeros], [values], 0, (in frame) =>
        {
            var body = new RealCentring(frame.At<double>(values), frame.At<double>(zeros), shape);
            frame.Pool.Run(shape.Items, ref body);
        });
        return values;
    }

    private static void AddRealOutput(PlanBuilder builder, int output, IntegerMatMulShape shape, int sums, Scales scales)
    {
        var (to, count, type) = (builder.SlotOf(output), builder.Count(output), builder.Type(output));
        var conversion = new Conversion(DType.Float64, type, ConversionRule.Default);
        builder.Add([sums, .. scales.Reads], [sums, to], 0, (in frame) =>
        {
            var body = new RealRequantization
            {
                Values = frame.At<double>(sums),
                Inner = shape.Columns,
                IsWhole = type.IsInteger,
                Left = frame.Floats(scales.Left),
                Right = frame.Floats(scales.Right),
                Scale = frame.Floats(scales.Output),
                LeftShape = scales.LeftShape,
                RightShape = scales.RightShape,
                OutputShape = scales.OutputShape,
                Zero = frame.At<double>(scales.Zero),
            };
            frame.Pool.Run(shape.Columns == 0 ? 0 : checked((int)shape.Lines), ref body);
            var convert = conversion.Over(frame.At<byte>(sums), frame.At<byte>(to), count);
            frame.Pool.Run(convert.Items, ref convert);
        });
    }
}
