// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The exponential linear unit. Source: ONNX Elu-22.</summary>
internal sealed class Elu : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Elu", [6, 22],
        "Y = X from zero on, alpha (e^X - 1) below. Elu(-Inf) = -alpha, NaN gives NaN. ONNX Elu-22.",
        attributes: [new("alpha", AttributeType.Float, 1f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var alpha = T.Exact(context.Attributes.Float("alpha", 1));
        Elementwise.Unary(context, x => T.IfLess(x, T.Exact(0), alpha * T.Apply(Function.ExpM1, x), x));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
