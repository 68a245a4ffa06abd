// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Conversion to the element type of another tensor. Source: ONNX CastLike-25.</summary>
internal sealed class CastLike : IOperator
{
    public static OperatorContract Contract { get; } = new()
    {
        Name = "CastLike",
        Versions = [15, 19, 21, 23, 24, 25],
        Inputs = [new("input", Casting.Supported, "T1"), new("target_type", Casting.Supported, "T2")],
        Outputs = [new("output", Casting.Supported, "T2")],
        Attributes = Casting.Attributes,
        Infer = static context => context.SetOutput(0, context.InputType(1), context.InputShape(0)),
        Summary = "As Cast to the type of target_type, whose elements are not read. ONNX CastLike-25 without strings and complex numbers.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> => Casting.Run(context);

    public static CaseSpace Cases => Cast.Cases;

    public static void Build(CaseBuilder builder)
    {
        var target = DTypeNames.TryParse(builder.Text("to", "f32"), out var type) ? type : throw new FormatException($"no dtype is called '{builder.Text("to", "")}'");
        if (target == DType.UInt8 && builder.Type.IsFloat)
            builder.Drawn("input", builder.Type, DataSets.Positive, builder.Ints("x"));
        else
            builder.Input("input", builder.Ints("x"));
        builder.Constant("target_type", new Tensor(target, 1));
    }
}
