// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The tangent of an angle in radians. Source: ONNX Tan-22.</summary>
internal sealed class Tan : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Tan", [7, 22],
        "Y = tan X for every finite X. Tan(+-Inf) = NaN, NaN gives NaN. ONNX Tan-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Tan, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
