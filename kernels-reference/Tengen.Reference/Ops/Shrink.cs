// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Values near zero made zero. Source: ONNX Shrink-9.</summary>
internal sealed class Shrink : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [DType.Float32, DType.Float16, DType.Float64];

    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Shrink", [9],
        "Y = X + bias below -lambd, X - bias above lambd, 0 between. The specification does not say what NaN gives. ONNX Shrink-9, floating-point types (it leaves open how an integer takes a bias that is none).",
        Supported, attributes: [new("bias", AttributeType.Float, 0f), new("lambd", AttributeType.Float, 0.5f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (bias, edge) = (T.Exact(context.Attributes.Float("bias", 0)), T.Exact(context.Attributes.Float("lambd", 0.5f)));
        Elementwise.Unary(context, x => T.IfLess(x, -edge, x + bias, T.IfLess(edge, x, x - bias, T.Exact(0))));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Supported) with { Data = DataSets.Numbers };

    public static void Build(CaseBuilder builder)
    {
        Elementwise.BuildUnary(builder);
        builder.Attribute(NodeAttribute.Float("bias", 0.25f));
    }
}
