// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The nearest integer. Source: ONNX Round-22.</summary>
internal sealed class Round : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Round", [11, 22],
        "Y is the integer nearest to X, of two the even one: exact. Infinities, zeros and NaN stay. ONNX Round-22.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => T.RoundToInteger(x, Ties.ToEven));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases();

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
