// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The inverse hyperbolic sine. Source: ONNX Asinh-22.</summary>
internal sealed class Asinh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Asinh", [9, 22],
        "Y = arsinh X. Asinh(+-Inf) = +-Inf, NaN gives NaN. ONNX Asinh-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Asinh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
