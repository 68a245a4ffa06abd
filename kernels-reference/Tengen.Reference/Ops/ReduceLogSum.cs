// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Logarithms of sums. Source: ONNX ReduceLogSum-18.</summary>
internal sealed class ReduceLogSum : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceLogSum", [1, 11, 13, 18],
        "The natural logarithm of the sum of elements, -Inf of none; in any order. Floating-point types.");

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => T.Apply(Function.Log, T.Sum(new Strided<T>(terms))));

    public static CaseSpace Cases { get; } = Reduction.Cases() with { Data = [DataSets.Positive, DataSets.ExactInt, DataSets.NanTracer] };

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
