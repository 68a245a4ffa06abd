// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The square root. Source: ONNX Sqrt-13.</summary>
internal sealed class Sqrt : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Sqrt", [6, 13],
        "Y = sqrt X, one rounding. Sqrt(+Inf) = +Inf, Sqrt(-0) = -0, below zero and for NaN it is NaN. ONNX Sqrt-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Sqrt, x));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
