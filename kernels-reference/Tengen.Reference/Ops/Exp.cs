// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The exponential function. Source: ONNX Exp-13.</summary>
internal sealed class Exp : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Exp", [6, 13],
        "Y = e^X. Exp(-Inf) = 0, Exp(+Inf) = +Inf, Exp(0) = 1 exactly, NaN gives NaN. ONNX Exp-13.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Exp, x));

    public static CaseSpace Cases => Elementwise.FunctionCases with { Data = [.. DataSets.Elementwise, DataSets.Brink] };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
