// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The angle of a cosine. Source: ONNX Acos-22.</summary>
internal sealed class Acos : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Acos", [7, 22],
        "Y = arccos X in [0, pi]. Outside [-1, 1] and for NaN it is NaN. ONNX Acos-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Acos, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases;

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
