// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>A self-regularised activation. Source: ONNX Mish-22.</summary>
internal sealed class Mish : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Mish", [18, 22],
        "Y = X tanh(ln(1 + e^X)). Mish(+Inf) = +Inf, NaN gives NaN. At -Inf the formula gives NaN where the limit is 0. ONNX Mish-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => x * T.Apply(Function.Tanh, T.Apply(Function.Softplus, x)));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases() with
    {
        Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.Ties, DataSets.NanTracer],
    };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
