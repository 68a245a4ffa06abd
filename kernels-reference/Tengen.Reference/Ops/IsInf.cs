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

/// <summary>Which elements are infinite. Source: ONNX IsInf-20.</summary>
internal sealed class IsInf : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, .. Types.Float8];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "IsInf",
        Versions = [10, 20],
        Inputs = [new("X", Supported, "T1")],
        Outputs = [new("Y", [DType.Bool], "T2")],
        Attributes = [new("detect_negative", AttributeType.Int, 1), new("detect_positive", AttributeType.Int, 1)],
        Infer = static context => context.SetOutput(0, DType.Bool, context.InputShape(0)),
        Summary = "Y is true where X is +Inf (unless detect_positive = 0) or -Inf (unless detect_negative = 0). ONNX IsInf-20.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (positive, negative) = (context.Attributes.Int("detect_positive", 1) != 0, context.Attributes.Int("detect_negative", 1) != 0);
        var (values, result) = (context.Exact(0), context.Plain(0));
        foreach (var (i, x) in values.Index())
            Element.SetInteger(result, i, (positive && double.IsPositiveInfinity(x)) || (negative && double.IsNegativeInfinity(x)) ? 1 : 0);
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with { Data = [DataSets.Specials, DataSets.NanTracer, DataSets.Overflow] };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
