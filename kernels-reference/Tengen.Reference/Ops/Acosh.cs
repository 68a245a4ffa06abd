// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The inverse hyperbolic cosine. Source: ONNX Acosh-22.</summary>
internal sealed class Acosh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Acosh", [9, 22],
        "Y = arcosh X, not below 0. Acosh(+Inf) = +Inf, below 1 and for NaN it is NaN. ONNX Acosh-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Acosh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
