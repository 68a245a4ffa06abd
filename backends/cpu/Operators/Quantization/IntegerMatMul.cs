// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Products;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Products of 8-bit matrices with zero points, summed in 32 bits.</summary>
internal sealed class MatMulIntegerOperator() : Operator("MatMulInteger", 10, 10)
{
    protected override ImmutableArray<DType> Types => IntegerSteps.Types;

    public override void Build(PlanBuilder builder, Node node) => IntegerMatMul.AddSums(builder, node, (0, 2), (1, 3), builder.SlotOf(node.Outputs[0]));

    protected override Support? CheckMore(Graph graph, Node node) => IntegerMatMul.Check(graph, node, (0, 2), (1, 3), IntegerSteps.Types);
}

internal static unsafe class IntegerMatMul
{
    public static IntegerMatMulShape? Of(Graph graph, Node node, int left, int right) =>
        IntegerMatMulShape.Of(graph.Values[node.Inputs[left]].Shape.Dims, graph.Values[node.Inputs[right]].Shape.Dims);

    public static Support? Check(Graph graph, Node node, (int Operand, int Zero) left, (int Operand, int Zero) right, ImmutableArray<DType> types)
    {
        if ((IntegerSteps.CheckZero(graph, node, left.Operand, left.Zero, types) ?? IntegerSteps.CheckZero(graph, node, right.Operand, right.Zero, types)) is { } refusal)
            return refusal;
        if (Of(graph, node, left.Operand, right.Operand) is not { } shape)
            return Support.No(Why.Shape, $"{node.Op} of {graph.Values[node.Inputs[left.Operand]]} by {graph.Values[node.Inputs[right.Operand]]} is not consistent");
        var output = graph.Values[node.Outputs[0]];
        if (Shape.CountOf(output.Shape.Dims.AsSpan()) != (long)shape.Lines * shape.Columns)
            return Support.No(Why.Shape, $"{output} should have {shape.Lines} x {shape.Columns} elements");
        return LeftZeros(graph, node, left.Zero, shape) is null || RightZeros(graph, node, right.Zero, shape) is null
            ? Support.No(Why.Shape, $"the zero points of {node.Op} are one, or one for each row of a and each column of b")
            : null;
    }

    /// <summary>Adds the steps that write the sums.</summary>
    public static void AddSums(PlanBuilder builder, Node node, (int Operand, int Zero) left, (int Operand, int Zero) right, int to)
    {
        var shape = Of(builder.Graph, node, left.Operand, right.Operand)!;
        var even = ShortProduct<StridedPanels<short>>.EvenDepth(shape.Depth);
        var a = IntegerSteps.Centred(builder, node, left.Operand, left.Zero, LeftZeros(builder.Graph, node, left.Zero, shape)!.Value, even);
        var b = IntegerSteps.Centred(builder, node, right.Operand, right.Zero, RightZeros(builder.Graph, node, right.Zero, shape)!.Value, shape.Columns);
        builder.Add([a, b], [to], ShortProduct<StridedPanels<short>>.ScratchBytes(shape.Depth, builder.Pool.Width), (in frame) =>
        {
            for (var batch = 0; batch < shape.Batches; batch++)
            {
                var (fromA, fromB) = shape.Matrices(batch);
                var product = new ShortProduct<StridedPanels<short>>
                {
                    Left = frame.At<short>(a) + fromA * shape.Rows * even,
                    Right = new StridedPanels<short>(frame.At<short>(b) + fromB * shape.Depth * shape.Columns, shape.Columns, 1, 0),
                    Product = frame.At<int>(to) + (nint)batch * shape.Rows * shape.Columns,
                    Rows = shape.Rows,
                    Columns = shape.Columns,
                    Depth = shape.Depth,
                    Batches = 1,
                    Groups = 1,
                    Scratch = frame.Scratch,
                };
                product.Run(frame.Pool);
            }
        });
    }

    public static ScaleShape? LeftZeros(Graph graph, Node node, int zero, IntegerMatMulShape shape) => node.HasInput(zero)
        ? IntegerSteps.PerRow(graph.Values[node.Inputs[zero]], shape.LeftLines, shape.Rows, shape.Depth)
        : new ScaleShape(shape.LeftLines, shape.Depth, 1, 0, 1, 0, 0);

    public static ScaleShape? RightZeros(Graph graph, Node node, int zero, IntegerMatMulShape shape) => node.HasInput(zero)
        ? IntegerSteps.PerColumn(graph.Values[node.Inputs[zero]], shape.RightLines, shape.Depth, shape.Columns)
        : new ScaleShape(shape.RightLines, shape.Columns, 1, 0, 1, 0, 0);
}
