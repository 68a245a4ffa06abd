// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Sums. Source: ONNX ReduceSum-13.</summary>
internal sealed class ReduceSum : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceSum", [1, 11, 13],
        "The sum of elements, 0 of none; in any order. Integers wrap.", Reduction.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => T.Sum(new Strided<T>(terms)), static terms => terms.Aggregate(Int128.Zero, static (a, b) => unchecked(a + b)));

    public static CaseSpace Cases { get; } = Reduction.Cases(Reduction.Numeric) with { ProbesSums = true };

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
