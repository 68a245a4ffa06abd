// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The inverse hyperbolic tangent. Source: ONNX Atanh-22.</summary>
internal sealed class Atanh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Atanh", [9, 22],
        "Y = artanh X. Atanh(+-1) = +-Inf, outside [-1, 1] and for NaN it is NaN. ONNX Atanh-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Atanh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
