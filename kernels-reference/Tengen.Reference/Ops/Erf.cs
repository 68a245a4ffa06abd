// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The error function. Source: ONNX Erf-13.</summary>
internal sealed class Erf : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Erf", [9, 13],
        "Y = 2/sqrt(pi) * integral of e^(-t^2) from 0 to X. Erf(+-Inf) = +-1, Erf(+-0) = +-0, NaN gives NaN. ONNX Erf-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Erf, x));

    public static CaseSpace Cases => Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
