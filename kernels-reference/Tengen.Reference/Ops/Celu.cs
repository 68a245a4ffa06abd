// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The continuously differentiable exponential linear unit. Source: ONNX Celu-28.</summary>
internal sealed class Celu : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Celu", [12, 28],
        "Y = max(0, X) + min(0, alpha (e^(X/alpha) - 1)). NaN gives NaN. ONNX Celu-28.",
        attributes: [new("alpha", AttributeType.Float, 1f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var alpha = T.Exact(context.Attributes.Float("alpha", 1));
        Elementwise.Unary(context, x => T.Max(T.Exact(0), x) + T.Min(T.Exact(0), alpha * T.Apply(Function.ExpM1, x / alpha)));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
