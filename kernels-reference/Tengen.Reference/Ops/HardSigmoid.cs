// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The logistic function made of lines. Source: ONNX HardSigmoid-22.</summary>
internal sealed class HardSigmoid : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("HardSigmoid", [6, 22],
        "Y = max(0, min(1, alpha X + beta)). HardSigmoid(-Inf) = 0, HardSigmoid(+Inf) = 1, NaN gives NaN. ONNX HardSigmoid-22.",
        attributes: [new("alpha", AttributeType.Float, 0.2f), new("beta", AttributeType.Float, 0.5f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (alpha, beta) = (T.Exact(context.Attributes.Float("alpha", 0.2f)), T.Exact(context.Attributes.Float("beta", 0.5f)));
        Elementwise.Unary(context, x => T.Max(T.Exact(0), T.Min(T.Exact(1), alpha * x + beta)));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
