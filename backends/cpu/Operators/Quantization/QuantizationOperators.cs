// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>QuantizeLinear per tensor or per axis.</summary>
internal sealed unsafe class QuantizeLinearOperator() : Operator("QuantizeLinear", 10, 25)
{
    protected override ImmutableArray<string> Attributes => ["axis", "output_dtype"];

    protected override ImmutableArray<DType> Types => TypeSets.Float;

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Outputs[0]);
        if (type == DType.UInt8)
            Add<byte>(builder, node);
        else if (type == DType.Int8)
            Add<sbyte>(builder, node);
        else if (type == DType.UInt16)
            Add<ushort>(builder, node);
        else
            Add<short>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var type = graph.Values[node.Outputs[0]].Type;
        if (type != DType.UInt8 && type != DType.Int8 && type != DType.UInt16 && type != DType.Int16)
            return Support.No(Why.DType, $"QuantizeLinear to {type} is not taken; u8, i8, u16, i16 are");
        return QuantizationShape.Check(graph, node, graph.Values[node.Inputs[1]], type);
    }

    private static void Add<T>(PlanBuilder builder, Node node) where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
    {
        var axis = QuantizationShape.Of(builder.Graph, node);
        var (from, scale, to) = (builder.Float(node.Inputs[0]), builder.Float(node.Inputs[1]), builder.SlotOf(node.Outputs[0]));
        var zero = node.HasInput(2) ? builder.SlotOf(node.Inputs[2]) : -1;
        var items = axis.Items(builder.Count(node.Inputs[0]));
        builder.Add([from, scale, zero], [to], 0, (in frame) =>
        {
            var body = new Quantization<T>
            {
                Input = frame.Floats(from),
                Scale = frame.Floats(scale),
                Zero = zero < 0 ? null : frame.At<T>(zero),
                Output = frame.At<T>(to),
                Axis = axis,
            };
            frame.Pool.Run(items, ref body);
        });
    }
}

/// <summary>DequantizeLinear per tensor or per axis.</summary>
internal sealed unsafe class DequantizeLinearOperator() : Operator("DequantizeLinear", 10, 25)
{
    protected override ImmutableArray<string> Attributes => ["axis", "output_dtype"];

    protected override ImmutableArray<DType> Types => [DType.UInt8, DType.Int8, DType.UInt16, DType.Int16, DType.Int32];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        if (type == DType.UInt8)
            Add<byte>(builder, node);
        else if (type == DType.Int8)
            Add<sbyte>(builder, node);
        else if (type == DType.UInt16)
            Add<ushort>(builder, node);
        else if (type == DType.Int16)
            Add<short>(builder, node);
        else
            Add<int>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node) => !TypeSets.IsFloat(graph.Values[node.Outputs[0]].Type)
        ? Support.No(Why.DType, $"DequantizeLinear to {graph.Values[node.Outputs[0]].Type} is not taken")
        : QuantizationShape.Check(graph, node, graph.Values[node.Inputs[1]], graph.Values[node.Inputs[0]].Type);

    private static void Add<T>(PlanBuilder builder, Node node) where T : unmanaged, IBinaryInteger<T>
    {
        var axis = QuantizationShape.Of(builder.Graph, node);
        var (from, scale, to) = (builder.SlotOf(node.Inputs[0]), builder.Float(node.Inputs[1]), builder.FloatResult(node.Outputs[0]));
        var zero = node.HasInput(2) ? builder.SlotOf(node.Inputs[2]) : -1;
        var items = axis.Items(builder.Count(node.Inputs[0]));
        builder.Add([from, scale, zero], [to], 0, (in frame) =>
        {
            var body = new Dequantization<T>
            {
                Input = frame.At<T>(from),
                Scale = frame.Floats(scale),
                Zero = zero < 0 ? null : frame.At<T>(zero),
                Output = frame.Floats(to),
                Axis = axis,
            };
            frame.Pool.Run(items, ref body);
        });
    }
}

/// <summary>Reads the granularity of quantisation.</summary>
internal static class QuantizationShape
{
    public static Support? Check(Graph graph, Node node, Value scale, DType type)
    {
        if (!TypeSets.IsFloat(scale.Type))
            return Support.No(Why.DType, $"{node.Op} takes no scale of {scale.Type}");
        if (node.HasInput(2) && graph.Values[node.Inputs[2]].Type != type)
            return Support.No(Why.DType, $"the zero point of {node.Op} is {graph.Values[node.Inputs[2]].Type}, not {type}");
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var count = Shape.CountOf(scale.Shape.Dims.AsSpan());
        if (scale.Shape.Rank > 1 || (count != 1 && (Axis(node, dims.Length) is var axis && (axis < 0 || axis >= dims.Length || dims[axis] != count))))
            return Support.No(Why.Shape, $"{node.Op} is taken per tensor or per axis, not with the scale {scale}");
        return node.HasInput(2) && graph.Values[node.Inputs[2]].Shape != scale.Shape
            ? Support.No(Why.Shape, $"scale {scale} and zero point {graph.Values[node.Inputs[2]]} differ in dims")
            : null;
    }

    public static QuantizationAxis Of(Graph graph, Node node)
    {
        var dims = graph.Values[node.Inputs[0]].Shape.Dims;
        var channels = checked((int)Shape.CountOf(graph.Values[node.Inputs[1]].Shape.Dims.AsSpan()));
        var total = checked((int)Shape.CountOf(dims.AsSpan()));
        return channels == 1
            ? new QuantizationAxis(1, Math.Max(1, total))
            : new QuantizationAxis(channels, Math.Max(1, (int)Shape.CountOf(dims.AsSpan()[(Axis(node, dims.Length) + 1)..])));
    }

    private static int Axis(Node node, int rank) => (int)node.Attributes.Int("axis", 1) is var axis && axis < 0 ? axis + rank : axis;
}
