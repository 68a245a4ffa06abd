// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The rectifier that leaks below zero. Source: ONNX LeakyRelu-16.</summary>
internal sealed class LeakyRelu : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("LeakyRelu", [6, 16],
        "Y = X from zero on, alpha X below. NaN gives NaN. ONNX LeakyRelu-16.",
        attributes: [new("alpha", AttributeType.Float, 0.01f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var alpha = T.Exact(context.Attributes.Float("alpha", 0.01f));
        Elementwise.Unary(context, x => T.IfLess(x, T.Exact(0), alpha * x, x));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
