// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Sums of absolute values. Source: ONNX ReduceL1-18.</summary>
internal sealed class ReduceL1 : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceL1", [1, 11, 13, 18],
        "The sum of the absolute values of elements, 0 of none; in any order. Integers wrap.", Reduction.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => T.Sum(new Strided<T>(Array.ConvertAll(terms, T.Abs))),
            static terms => terms.Aggregate(Int128.Zero, static (a, b) => unchecked(a + Int128.Abs(b))));

    public static CaseSpace Cases { get; } = Reduction.Cases(Reduction.Numeric);

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
