// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Quantised numbers to real ones. Source: ONNX DequantizeLinear-25.</summary>
internal sealed class DequantizeLinear : IOperator
{
    private static readonly ImmutableArray<DType> Sources = [.. Quantisation.Quantised, DType.Int32];
    private static readonly ImmutableArray<DType> Results = [DType.Float32, DType.Float16, DType.BFloat16];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "DequantizeLinear",
        Versions = [10, 13, 19, 21, 23, 24, 25],
        Inputs = [new("x", Sources, "T1"), new("x_scale", [.. Results, DType.Float8E8M0], "T2"), new("x_zero_point", Sources, "T1", Optional: true)],
        Outputs = [new("y", Results, "T3")],
        Attributes = [new("axis", AttributeType.Int, 1), new("block_size", AttributeType.Int, 0), new("output_dtype", AttributeType.Int, 0)],
        Infer = context =>
        {
            Quantisation.Check(context);
            context.SetOutput(0, Types.FromOnnx(context.Attributes.Int("output_dtype", 0)) ?? context.InputType(1), context.InputShape(0));
        },
        Summary = "y = (x - x_zero_point) * x_scale; the difference rounds only where the intermediate format cannot hold it (int32), the product rounds once. ONNX DequantizeLinear-25.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, scale, scaleOf) = (context.Exact(0), context.Numbers(1), Quantisation.ScaleOf(context));
        var zeros = context.HasInput(2) ? context.Exact(2) : null;
        context.Each(0, i =>
        {
            var at = scaleOf(i);
            return T.Constant(new Real(zeros is null ? x[i] : x[i] - zeros[at])) * scale[at];
        });
    }

    public static CaseSpace Cases { get; } = new([DType.Int8, DType.UInt8, DType.Int16, DType.UInt16, DType.Int32, DType.Int4, DType.UInt4, DType.Float8E4M3FN],
        [
            "x=3x67,to=f32", "x=2x5x3,to=f32,axis=1", "x=2x5x3,to=f16,axis=-1", "x=17,to=bf16", "x=0,to=f32", "x=2x32x3,to=f32,axis=1,block=8", "x=1031,to=f32,zero=0",
            "x=67,to=f32,scale=fine",
        ],
        [DataSets.Uniform]);

    public static void Build(CaseBuilder builder)
    {
        var dims = builder.Ints("x");
        var target = DTypeNames.TryParse(builder.Text("to", "f32"), out var type) ? type : throw new FormatException($"no dtype is called '{builder.Text("to", "")}'");
        var scale = Quantised.ScaleDims(builder, dims);
        builder.Input("x", dims);
        builder.Drawn("x_scale", target, Quantised.ScaleData(builder), scale);
        if (builder.Int("zero", 1) != 0 && builder.Type != DType.Int32 && !builder.Type.IsFloat)
            builder.Integers("x_zero_point", builder.Type, builder.Type.Bits == 4 ? 0 : builder.Type.IsSigned ? -20 : 100, builder.Type.Bits == 4 ? 7 : builder.Type.IsSigned ? 20 : 140, scale);
        Quantised.Attributes(builder);
    }
}
