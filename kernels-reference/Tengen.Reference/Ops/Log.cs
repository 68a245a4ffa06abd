// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The natural logarithm. Source: ONNX Log-13.</summary>
internal sealed class Log : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Log", [6, 13],
        "Y = ln X. Log(+-0) = -Inf, Log(+Inf) = +Inf, Log(1) = 0 exactly, below zero and for NaN it is NaN. ONNX Log-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Log, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
