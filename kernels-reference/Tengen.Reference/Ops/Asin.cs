// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The angle of a sine. Source: ONNX Asin-22.</summary>
internal sealed class Asin : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Asin", [7, 22],
        "Y = arcsin X in [-pi/2, pi/2]. Outside [-1, 1] and for NaN it is NaN. ONNX Asin-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.Apply(Function.Asin, x));

    public static CaseSpace Cases { get; } = Elementwise.FunctionCases with { Data = DataSets.Functions };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
