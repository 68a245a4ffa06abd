// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Reads the granularity of quantisation: per tensor, per axis, or in blocks along an axis. Source: ONNX QuantizeLinear.</summary>
internal static class QuantizationShape
{
    /// <param name="quantized">The type that the zero point must have.</param>
    public static Support? Check(Graph graph, Node node, DType quantized)
    {
        var (data, scale) = (graph.Values[node.Inputs[0]], graph.Values[node.Inputs[1]]);
        if (!TypeSets.IsFloat(scale.Type) && scale.Type != DType.Float8E8M0)
            return Support.No(Why.DType, $"{node.Op} takes no scale of {scale.Type}");
        if (node.HasInput(2) && graph.Values[node.Inputs[2]] is var zero && (zero.Type != quantized || (zero.Shape != scale.Shape && !(IsPerTensor(zero.Shape) && IsPerTensor(scale.Shape)))))
            return Support.No(Why.DType, $"the zero point of {node.Op} is {quantized} with the dims of {scale}, not {zero}");
        if (graph.Values[node.Outputs[0]].Shape != data.Shape)
            return Support.No(Why.Shape, $"{graph.Values[node.Outputs[0]]} differs in dims from {data}");
        return IsPerTensor(scale.Shape) || Fits(node, data.Shape, scale.Shape)
            ? null
            : Support.No(Why.Shape, $"{node.Op} of {data} along axis {node.Attributes.Int("axis", 1)} in blocks of {node.Attributes.Int("block_size", 0)} does not go with the scale {scale}");
    }

    public static ScaleShape Of(Graph graph, Node node)
    {
        var (dims, scale) = (graph.Values[node.Inputs[0]].Shape.Dims, graph.Values[node.Inputs[1]].Shape);
        var count = (nint)Shape.CountOf(dims.AsSpan());
        if (IsPerTensor(scale))
            return ScaleShape.PerTensor(count);
        var axis = Axis(node, dims.Length);
        var (outer, inner) = ((nint)Shape.CountOf(dims.AsSpan()[..axis]), (nint)Shape.CountOf(dims.AsSpan()[(axis + 1)..]));
        if (count == 0)
            return ScaleShape.PerTensor(0);
        return Block(node) is var block && block > 0
            ? ScaleShape.Blocked(outer, (nint)dims[axis], inner, (nint)block)
            : ScaleShape.PerAxis(outer, (nint)dims[axis], inner);
    }

    /// <summary>A slot that holds a value in fp32.</summary>
    public static int Single(PlanBuilder builder, int value) =>
        TypeSets.IsFloat(builder.Type(value)) ? builder.Float(value) : CastSteps.As(builder, value, DType.Float32);

    private static bool IsPerTensor(Shape scale) => scale.Rank <= 1 && Shape.CountOf(scale.Dims.AsSpan()) == 1;

    private static bool Fits(Node node, Shape data, Shape scale)
    {
        var (axis, block) = (Axis(node, data.Rank), Block(node));
        if (axis < 0 || axis >= data.Rank || block < 0 || block > int.MaxValue)
            return false;
        if (block == 0)
            return scale.Rank == 1 && scale[0] == data[axis];
        return scale.Rank == data.Rank && Enumerable.Range(0, data.Rank).All(i => scale[i] == (i == axis ? (data[i] + block - 1) / block : data[i]));
    }

    private static long Block(Node node) => node.Attributes.Int("block_size", 0);

    private static int Axis(Node node, int rank) => (int)node.Attributes.Int("axis", 1) is var axis && axis < 0 ? axis + rank : axis;
}
