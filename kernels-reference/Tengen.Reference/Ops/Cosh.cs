// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The hyperbolic cosine. Source: ONNX Cosh-22.</summary>
internal sealed class Cosh : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Cosh", [9, 22],
        "Y = cosh X. Cosh(+-Inf) = +Inf, NaN gives NaN. ONNX Cosh-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Cosh, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = [.. DataSets.Elementwise, DataSets.Brink] };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
