// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Real numbers to quantised ones. Source: ONNX QuantizeLinear-25.</summary>
internal sealed class QuantizeLinear : IOperator
{
    private static readonly ImmutableArray<DType> Sources = [DType.Float32, DType.Float16, DType.BFloat16, DType.Int32];
    private static readonly ImmutableArray<DType> Scales = [.. Sources, DType.Float8E8M0];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "QuantizeLinear",
        Versions = [10, 13, 19, 21, 23, 24, 25],
        Inputs = [new("x", Sources, "T1"), new("y_scale", Scales, "T2"), new("y_zero_point", Quantisation.Quantised, "T3", Optional: true)],
        Outputs = [new("y", Quantisation.Quantised, "T3")],
        Attributes =
        [
            new("axis", AttributeType.Int, 1), new("block_size", AttributeType.Int, 0), new("output_dtype", AttributeType.Int, 0),
            new("precision", AttributeType.Int, 0), new("saturate", AttributeType.Int, 1),
        ],
        Infer = context =>
        {
            Quantisation.Check(context);
            context.SetOutput(0, Target(context), context.InputShape(0));
        },
        Summary = "y = saturate(round(x / y_scale) + y_zero_point), ties to even; the division is rounded to precision, by default y_scale's type, " +
            "before that. 8-bit and 4-bit floats take x / y_scale as Cast does. Integer results are exact. NaN to an integer is undefined. ONNX QuantizeLinear-25.",
    };

    private static DType Target(ShapeContext context) =>
        context.HasInput(2) ? context.InputType(2)
        : context.Attributes.Int("output_dtype", 0) is not 0 and var number ? Types.FromOnnx(number) ?? throw context.Error("output_dtype", $"ONNX type {number} is no tensor type")
        : DType.UInt8;

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (x, scale, scaleOf) = (context.Numbers(0), context.Numbers(1), Quantisation.ScaleOf(context));
        var precision = Types.FromOnnx(context.Attributes.Int("precision", 0)) ?? context.InputType(1);
        precision = precision == DType.Int32 || precision == DType.Float8E8M0 ? DType.Float32 : precision;
        var target = context.OutputType(0);
        if (target.IsFloat)
        {
            context.Each(0, i => T.Round(x[i] / scale[scaleOf(i)], precision));
            return;
        }
        var zeros = context.HasInput(2) ? context.Integers(2) : null;
        var low = T.Exact(target.IsSigned ? -Math.ScaleB(1, target.Bits - 1) : 0);
        var high = T.Exact(Math.ScaleB(1, target.IsSigned ? target.Bits - 1 : target.Bits) - 1);
        context.Each(0, i =>
        {
            var at = scaleOf(i);
            var rounded = T.RoundToInteger(T.Round(x[i] / scale[at], precision), Ties.ToEven);
            return T.Min(T.Max(rounded + T.Exact(zeros is null ? 0 : (double)zeros[at]), low), high);
        });
    }

    public static CaseSpace Cases { get; } = new([DType.Float32, DType.Float16, DType.BFloat16],
        [
            "x=3x67,to=u8", "x=3x67,to=i8", "x=2x5x3,to=u8,axis=1", "x=2x5x3,to=i8,axis=-1", "x=17,to=i16", "x=17,to=u16", "x=0,to=u8",
            "x=2x32x3,to=i8,axis=1,block=8", "x=1031,to=u8,zero=0", "x=3x67,to=i4", "x=3x67,to=u8,scale=1,zero=101", "x=17,to=u4,zero=0", "x=3x5,to=f8e4m3fn,zero=0",
            "x=67,to=u8,zero=255", "x=67,to=i8,zero=127", "x=67,to=i8,zero=-128",
            "x=4099,to=i8,scale=fine", "x=67,to=i8,scale=least",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Ties, DataSets.Subnormal]);

    public static void Build(CaseBuilder builder)
    {
        var dims = builder.Ints("x");
        var target = DTypeNames.TryParse(builder.Text("to", "u8"), out var type) ? type : throw new FormatException($"no dtype is called '{builder.Text("to", "")}'");
        var scale = Quantised.ScaleDims(builder, dims);
        builder.Input("x", dims);
        builder.Drawn("y_scale", builder.Type, Quantised.ScaleData(builder), scale);
        var (least, most) = target.Bits == 4 ? (0, 7) : target.IsSigned ? (-20, 20) : (100, 140);
        var zero = builder.Int("zero", 1);
        if (zero != 0)
            builder.Integers("y_zero_point", target, zero == 1 ? least : zero, zero == 1 ? most : zero, scale);
        else if (target != DType.UInt8)
            builder.Attribute(NodeAttribute.Int("output_dtype", Types.ToOnnx(target)));
        Quantised.Attributes(builder);
    }
}
