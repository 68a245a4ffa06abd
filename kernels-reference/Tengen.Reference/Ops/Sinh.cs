// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The hyperbolic sine. Source: ONNX Sinh-22.</summary>
internal sealed class Sinh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Sinh", [9, 22],
        "Y = sinh X. Sinh(+-Inf) = +-Inf, NaN gives NaN. ONNX Sinh-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Sinh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = [.. DataSets.Functions, DataSets.Brink] };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
