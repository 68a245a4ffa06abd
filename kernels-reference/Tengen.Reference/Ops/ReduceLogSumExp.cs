// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>Logarithms of sums of exponentials. Source: ONNX ReduceLogSumExp-18.</summary>
internal sealed class ReduceLogSumExp : IOperator
{
    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceLogSumExp", [1, 11, 13, 18],
        "The natural logarithm of the sum of the exponentials of elements, -Inf of none; in any order. It does not overflow where the result does not. Floating-point types.");

    public static ImmutableArray<string> Forms => ["direct"];

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, Folds.LogSumExp);

    /// <summary><c>direct</c>: without taking out the largest element.</summary>
    public static void Run<T>(KernelContext<T> context, string form) where T : unmanaged, INumber<T> => Reduction.Each(context, Folds.DirectLogSumExp);

    public static CaseSpace Cases { get; } = Reduction.Cases() with { Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.LogUniform, DataSets.Positive, DataSets.NanTracer] };

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
