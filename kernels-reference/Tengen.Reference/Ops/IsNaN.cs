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

/// <summary>Which elements are NaN. Source: ONNX IsNaN-20.</summary>
internal sealed class IsNaN : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Types.Floats, .. Types.Float8];

    public static OperatorContract Contract { get; } = new()
    {
        Name = "IsNaN",
        Versions = [9, 13, 20],
        Inputs = [new("X", Supported, "T1")],
        Outputs = [new("Y", [DType.Bool], "T2")],
        Infer = static context => context.SetOutput(0, DType.Bool, context.InputShape(0)),
        Summary = "Y is true where X is NaN. ONNX IsNaN-20.",
    };

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (values, result) = (context.Exact(0), context.Plain(0));
        foreach (var (i, x) in values.Index())
            Element.SetInteger(result, i, double.IsNaN(x) ? 1 : 0);
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with { Data = [DataSets.Specials, DataSets.NanTracer, DataSets.Overflow] };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
