// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The logistic function. Source: ONNX Sigmoid-13.</summary>
internal sealed class Sigmoid : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Sigmoid", [6, 13],
        "Y = 1 / (1 + e^-X). Sigmoid(-Inf) = 0, Sigmoid(+Inf) = 1, Sigmoid(0) = 1/2, NaN gives NaN. ONNX Sigmoid-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Sigmoid, x));

    public static CaseSpace Cases => Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
