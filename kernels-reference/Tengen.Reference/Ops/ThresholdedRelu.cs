// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The rectifier with a threshold. Source: ONNX ThresholdedRelu-22.</summary>
internal sealed class ThresholdedRelu : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("ThresholdedRelu", [10, 22],
        "Y = X above alpha, otherwise 0: exact. The specification does not say what NaN gives. ONNX ThresholdedRelu-22.",
        attributes: [new("alpha", AttributeType.Float, 1f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var alpha = T.Exact(context.Attributes.Float("alpha", 1));
        Elementwise.Unary(context, x => T.IfLess(alpha, x, x, T.Exact(0)));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with { Data = DataSets.Numbers };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
