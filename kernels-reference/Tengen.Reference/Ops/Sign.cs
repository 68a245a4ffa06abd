// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The sign. Source: ONNX Sign-13.</summary>
internal sealed class Sign : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Sign", [9, 13],
        "Y = 1 above zero, -1 below, 0 at zeros of either sign. Exact. The specification does not say what NaN gives. ONNX Sign-13.", Types.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T>
    {
        Elementwise.Unary(context, static x => T.IfLess(T.Exact(0), x, T.Exact(1), T.IfLess(x, T.Exact(0), T.Exact(-1), T.Exact(0))),
            static x => Int128.Sign(x));
    }

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Types.Numeric) with { Data = DataSets.Numbers };

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
