// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Euclidean norms. Source: ONNX ReduceL2-18.</summary>
internal sealed class ReduceL2 : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceL2", [1, 11, 13, 18],
        "The square root of the sum of the squares of elements, 0 of none; in any order. Floating-point types.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => T.Apply(Function.Sqrt, Folds.SumOfSquares(terms)));

    public static CaseSpace Cases { get; } = Reduction.Cases();

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
