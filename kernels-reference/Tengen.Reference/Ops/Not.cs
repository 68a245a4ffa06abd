// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Negation of truth values. Source: ONNX Not-1.</summary>
internal sealed class Not : IOperator
{
    public static OperatorContract Contract { get; } = Elementwise.UnaryContract("Not", [1], "Y = not X. ONNX Not-1.", [DType.Bool]);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Elementwise.Unary(context, static x => x, static x => x ^ 1);

    public static CaseSpace Cases { get; } = Elementwise.UnaryCases([DType.Bool]);

    public static void Build(CaseBuilder builder) => Elementwise.BuildUnary(builder);
}
