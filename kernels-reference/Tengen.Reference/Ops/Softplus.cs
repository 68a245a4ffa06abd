// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The soft rectifier. Source: ONNX Softplus-22.</summary>
internal sealed class Softplus : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Softplus", [1, 22],
        "Y = ln(e^X + 1). Softplus(-Inf) = 0, Softplus(+Inf) = +Inf, NaN gives NaN. ONNX Softplus-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Softplus, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
