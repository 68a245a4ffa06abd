// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The hyperbolic tangent. Source: ONNX Tanh-13.</summary>
internal sealed class Tanh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Tanh", [6, 13],
        "Y = tanh X. Tanh(-Inf) = -1, Tanh(+Inf) = 1, Tanh(0) = 0, NaN gives NaN. ONNX Tanh-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Tanh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
