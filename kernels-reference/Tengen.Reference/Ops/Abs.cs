// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The absolute value. Source: ONNX Abs-13.</summary>
internal sealed class Abs : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Abs", [6, 13],
        "Y = |X|. Exact. NaN gives NaN. The smallest signed integer has no absolute value in its type: undefined, and refused by the oracle. ONNX Abs-13.", Types.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, T.Abs, x => Elementwise.Representable(context, Int128.Abs(x)));

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases(Types.Numeric);

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
