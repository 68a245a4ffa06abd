// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Products. Source: ONNX ReduceProd-18.</summary>
internal sealed class ReduceProd : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceProd", [1, 11, 13, 18],
        "The product of elements, 1 of none; in any order. Integers wrap.", Reduction.Numeric);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, Folds.Product, static terms => terms.Aggregate(Int128.One, static (a, b) => (Int128)(ulong)unchecked(a * b)));

    public static CaseSpace Cases { get; } = Reduction.Cases(Reduction.Numeric) with { Data = [DataSets.Positive, DataSets.ExactInt, DataSets.Uniform, DataSets.NanTracer] };

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
