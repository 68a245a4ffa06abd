// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The angle of a tangent. Source: ONNX Atan-22.</summary>
internal sealed class Atan : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Atan", [7, 22],
        "Y = arctan X in [-pi/2, pi/2]. Atan(+-Inf) = +-pi/2, NaN gives NaN. ONNX Atan-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Atan, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
