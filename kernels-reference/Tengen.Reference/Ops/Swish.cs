// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The sigmoid linear unit. Source: ONNX Swish-24.</summary>
internal sealed class Swish : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Swish", [24],
        "Y = X sigmoid(alpha X). Swish(+Inf) = +Inf for positive alpha, NaN gives NaN. At -Inf the formula gives NaN where the limit is 0. ONNX Swish-24.",
        attributes: [new("alpha", AttributeType.Float, 1f)]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        var alpha = T.Exact(context.Attributes.Float("alpha", 1));
        Elementwise.Unary(context, x => x * T.Apply(Function.Sigmoid, alpha * x));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with
    {
        Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties, DataSets.NanTracer],
    };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
