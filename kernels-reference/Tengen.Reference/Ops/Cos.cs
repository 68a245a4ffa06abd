// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The cosine of an angle in radians. Source: ONNX Cos-22.</summary>
internal sealed class Cos : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Cos", [7, 22],
        "Y = cos X for every finite X. Cos(+-Inf) = NaN, NaN gives NaN. ONNX Cos-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Cos, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
