// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Sums of squares. Source: ONNX ReduceSumSquare-18.</summary>
internal sealed class ReduceSumSquare : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceSumSquare", [1, 11, 13, 18],
        "The sum of the squares of elements, 0 of none; in any order. Integers wrap.", Reduction.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, Folds.SumOfSquares, static terms => terms.Aggregate(Int128.Zero, static (a, b) => unchecked(a + b * b)));

    public static CaseSpace Cases { get; } = Reduction.Cases(Reduction.Numeric);

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
