// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Numerics;
using Tengen.Backends.Cpu.Kernels.Conversion;
using Tengen.Backends.Cpu.Kernels.Quantization;
using Tengen.Backends.Cpu.Plans;
using Tengen.Graph;
using Tengen.Plugin;

namespace Tengen.Backends.Cpu.Operators;

using Graph = Tengen.Graph.Graph;

/// <summary>
/// Numbers as integers or small floats. The quotient is rounded to the attribute precision, without it to the scale's type; a scale of
/// f8e8m0 divides in fp32.
/// </summary>
internal sealed unsafe class QuantizeLinearOperator() : Operator("QuantizeLinear", 10, 25)
{
    private static readonly ImmutableArray<DType> Integers = [DType.UInt8, DType.Int8, DType.UInt16, DType.Int16, DType.UInt4, DType.Int4, DType.UInt2, DType.Int2];

    protected override ImmutableArray<string> Attributes => ["axis", "block_size", "output_dtype", "precision", "saturate"];

    protected override ImmutableArray<DType> Types => [.. TypeSets.Float, DType.Int32];

    public override void Build(PlanBuilder builder, Node node)
    {
        var precision = Precision(builder.Graph, node);
        if (precision == DType.Float16)
            Build<HalfPrecision>(builder, node);
        else if (precision == DType.BFloat16)
            Build<BrainPrecision>(builder, node);
        else
            Build<SinglePrecision>(builder, node);
    }

    protected override Support? CheckMore(Graph graph, Node node)
    {
        var type = graph.Values[node.Outputs[0]].Type;
        if (!Integers.Contains(type) && !IsSmallFloat(type))
            return Support.No(Why.DType, $"QuantizeLinear to {type} is not taken; {string.Join(", ", Integers)}, f4e2m1 and the four float8 are");
        if (node.Attributes["precision"] is { } precision && precision.AsInt is not (0 or 1 or 10 or 16))
            return Support.No(Why.Attribute, $"QuantizeLinear divides in f32, f16 or bf16 (1, 10, 16), not {precision}");
        return QuantizationShape.Check(graph, node, type);
    }

    internal static bool IsSmallFloat(DType type) => TypeSets.Float8.Contains(type) || type == DType.Float4E2M1;

    private static DType Precision(Graph graph, Node node) => node.Attributes.Int("precision", 0) switch
    {
        1 => DType.Float32,
        10 => DType.Float16,
        16 => DType.BFloat16,
        _ => graph.Values[node.Inputs[1]].Type,
    };

    private static void Build<TPrecision>(PlanBuilder builder, Node node) where TPrecision : IPrecision
    {
        var type = builder.Type(node.Outputs[0]);
        if (IsSmallFloat(type))
            AddSmall<TPrecision>(builder, node, type);
        else if (type.Bits == 16 && type.IsSigned)
            Add<short, TPrecision>(builder, node, type);
        else if (type.Bits == 16)
            Add<ushort, TPrecision>(builder, node, type);
        else if (type.IsSigned)
            Add<sbyte, TPrecision>(builder, node, type);
        else
            Add<byte, TPrecision>(builder, node, type);
    }

    private static void Add<T, TPrecision>(PlanBuilder builder, Node node, DType type) where T : unmanaged, IBinaryInteger<T> where TPrecision : IPrecision
    {
        var shape = QuantizationShape.Of(builder.Graph, node);
        var (from, scale, to) = (QuantizationShape.Single(builder, node.Inputs[0]), QuantizationShape.Single(builder, node.Inputs[1]), builder.WholeResult(node.Outputs[0]));
        var zero = node.HasInput(2) ? builder.Whole(node.Inputs[2]) : -1;
        var range = type.IsSigned ? (-(1 << (type.Bits - 1)), (1 << (type.Bits - 1)) - 1) : (0, (1 << type.Bits) - 1);
        builder.Add([from, scale, zero], [to], 0, (in frame) =>
        {
            var body = new Quantization<T, TPrecision>
            {
                Input = frame.Floats(from),
                Scale = frame.Floats(scale),
                Zero = (T*)frame.Optional(zero),
                Output = frame.At<T>(to),
                Shape = shape,
                Range = range,
            };
            frame.Pool.Run(shape.Items, ref body);
        });
    }

    private static void AddSmall<TPrecision>(PlanBuilder builder, Node node, DType type) where TPrecision : IPrecision
    {
        var shape = QuantizationShape.Of(builder.Graph, node);
        var count = builder.Count(node.Outputs[0]);
        var (from, scale) = (QuantizationShape.Single(builder, node.Inputs[0]), QuantizationShape.Single(builder, node.Inputs[1]));
        var zero = node.HasInput(2) ? QuantizationShape.Single(builder, node.Inputs[2]) : -1;
        var (quotients, to) = (builder.Temporary(count * sizeof(float)), builder.SlotOf(node.Outputs[0]));
        var conversion = new Conversion(DType.Float32, type, ConversionRule.Default with { Saturate = node.Attributes.Int("saturate", 1) != 0 });
        builder.Add([from, scale, zero], [quotients], 0, (in frame) =>
        {
            var body = new Quotients<TPrecision>(frame.Floats(from), frame.Floats(scale), frame.Optional(zero), frame.Floats(quotients), shape);
            frame.Pool.Run(shape.Items, ref body);
        });
        builder.Add([quotients], [to], 0, (in frame) =>
        {
            var body = conversion.Over(frame.At<byte>(quotients), frame.At<byte>(to), count);
            frame.Pool.Run(body.Items, ref body);
        });
    }
}
