// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Negation. Source: ONNX Neg-13.</summary>
internal sealed class Neg : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Neg", [6, 13],
        "Y = -X. Exact. NaN gives NaN. The smallest integer has no negative in its type: undefined, and refused by the oracle. ONNX Neg-13.", Elementwise.Signed);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => -x, x => Elementwise.Representable(context, -x));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Elementwise.Signed);

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
