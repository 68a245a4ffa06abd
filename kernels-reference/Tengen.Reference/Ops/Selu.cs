// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The scaled exponential linear unit. Source: ONNX Selu-22.</summary>
internal sealed class Selu : IOperator
{
    private const float Alpha = 1.67326319217681884765625f;
    private const float Gamma = 1.05070102214813232421875f;

    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Selu", [6, 22],
        "Y = gamma X above zero, gamma alpha (e^X - 1) from zero down. NaN gives NaN. ONNX Selu-22.",
        attributes: [new("alpha", AttributeType.Float, Alpha), new("gamma", AttributeType.Float, Gamma)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var (alpha, gamma) = (T.Exact(context.Attributes.Float("alpha", Alpha)), T.Exact(context.Attributes.Float("gamma", Gamma)));
        Elementwise.Unary(context, x => T.IfLess(x, T.Exact(0), gamma * (alpha * T.Apply(Function.ExpM1, x)), gamma * x));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
