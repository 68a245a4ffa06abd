// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Elements;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Conversion between element types. Source: ONNX Cast-25.</summary>
internal sealed class Cast : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "Cast",
        Versions = [6, 9, 13, 19, 21, 23, 24, 25],
        Inputs = [new("input", Casting.Supported, "T1")],
        Outputs = [new("output", Casting.Supported, "T2")],
        Attributes =
        [
            new("to", AttributeType.Int), .. Casting.Attributes,
        ],
        Infer = context => context.SetOutput(0, Target(context), context.InputShape(0)),
        Summary = "To a floating-point type: rounds to nearest even, once; 8-bit and 4-bit ones saturate unless told not to; float8e8m0 rounds as " +
            "round_mode says; NaN becomes -0 in float4e2m1, as in the official cases (the text says 6). Float to integer truncates; beyond its range, and for NaN, the result is undefined. Integers wrap. To bool: not zero. " +
            "The dtype declared for the output decides, then attribute to. ONNX Cast-25 without strings and complex numbers.",
    };

    private static DType Target(ShapeContext context) =>
        !context.DeclaredType(0).IsOpaque ? context.DeclaredType(0)
        : Types.FromOnnx(context.Attributes.Int("to", 0)) ?? throw context.Error("to", $"ONNX type {context.Attributes.Int("to", 0)} is no tensor type");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Casting.Run(context);

    public static CaseSpace Cases { get; } = new([DType.Float32, DType.Float16, DType.BFloat16, DType.Float64, DType.Int8, DType.UInt8, DType.Int32, DType.Int64],
        [
            "x=3x67,to=f32", "x=3x67,to=f16", "x=3x67,to=bf16", "x=17,to=f64", "x=1031,to=i8", "x=17,to=u8", "x=15,to=i32", "x=33,to=i64",
            "x=0,to=f32", "x=17,to=bool",
        ],
        [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Ties, DataSets.Subnormal, DataSets.Positive]);

    public static void Build(CaseBuilder builder)
    {
        var target = DTypeNames.TryParse(builder.Text("to", "f32"), out var type) ? type : throw new FormatException($"no dtype is called '{builder.Text("to", "")}'");
        if (target == DType.UInt8 && builder.Type.IsFloat)
            builder.Drawn("input", builder.Type, DataSets.Positive, builder.Ints("x"));
        else
            builder.Input("input", builder.Ints("x"));
        builder.Declare(target);
        builder.Attribute(NodeAttribute.Int("to", Types.ToOnnx(target)));
    }
}
