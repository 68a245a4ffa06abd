// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>Integers or small floats as numbers: computed in fp32 and rounded once to the output's type.</summary>
internal sealed unsafe class DequantizeLinearOperator() : Operator("DequantizeLinear", 10, 25)
{
    protected override ImmutableArray<string> Attributes => ["axis", "block_size", "output_dtype"];

    protected override ImmutableArray<DType> Types =>
    [
        DType.UInt8, DType.Int8, DType.UInt16, DType.Int16, DType.Int32, DType.UInt4, DType.Int4, DType.UInt2, DType.Int2, DType.Float4E2M1, .. TypeSets.Float8,
    ];

    public override void Build(PlanBuilder builder, Node node)
    {
        var type = builder.Type(node.Inputs[0]);
        if (QuantizeLinearOperator.IsSmallFloat(type))
            Add<float>(builder, node, QuantizationShape.Single(builder, node.Inputs[0]), node.HasInput(2) ? QuantizationShape.Single(builder, node.Inputs[2]) : -1);
        else if (type == DType.Int32)
            Add<int>(builder, node);
        else if (type.Bits == 16 && type.IsSigned)
            Add<short>(builder, node);
        else if (type.Bits == 16)
            Add<ushort>(builder, node);
        else if (type.IsSigned)
            Add<sbyte>(builder, node);
        else
            Add<byte>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node) => !TypeSets.IsFloat(graph.Values[node.Outputs[0]].Type)
        ? Support.No(Why.DType, $"DequantizeLinear to {graph.Values[node.Outputs[0]].Type} is not taken")
        : QuantizationShape.Check(graph, node, graph.Values[node.Inputs[0]].Type);

    private static void Add<T>(PlanBuilder builder, Node node) where T : unmanaged, INumber<T> =>
        Add<T>(builder, node, builder.Whole(node.Inputs[0]), node.HasInput(2) ? builder.Whole(node.Inputs[2]) : -1);

    private static void Add<T>(PlanBuilder builder, Node node, int from, int zero) where T : unmanaged, INumber<T>
    {
        var shape = QuantizationShape.Of(builder.Graph, node);
        var (scale, to) = (QuantizationShape.Single(builder, node.Inputs[1]), builder.FloatResult(node.Outputs[0]));
        builder.Add([from, scale, zero], [to], 0, (in frame) =>
        {
            var body = new Dequantization<T>(frame.At<T>(from), frame.Floats(scale), (T*)frame.Optional(zero), frame.Floats(to), shape);
            frame.Pool.Run(shape.Items, ref body);
        });
    }
}
