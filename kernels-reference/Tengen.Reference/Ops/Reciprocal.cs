// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The reciprocal. Source: ONNX Reciprocal-13.</summary>
internal sealed class Reciprocal : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Reciprocal", [6, 13],
        "Y = 1 / X, one rounding. Reciprocal(+-0) = +-Inf, Reciprocal(+-Inf) = +-0, NaN gives NaN. ONNX Reciprocal-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Reciprocal, x));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
