// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference.Cases;
using Tengen.Reference.Families;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Reference.Ops;

/// <summary>The largest elements. Source: ONNX ReduceMax-20.</summary>
internal sealed class ReduceMax : IOperator
{
    private static readonly ImmutableArray<DType> Supported = [.. Reduction.Numeric, DType.UInt8, DType.Int8, DType.Bool];

    public static OperatorContract Contract { get; } = Reduction.Contract("ReduceMax", [1, 11, 12, 13, 18, 20],
        "The largest of the elements: exact; of none -Inf, or the smallest number of an integer type. NaN gives NaN, true is above false.", Supported);

    public static void Run<T>(KernelContext<T> context) where T : unmanaged, INumber<T> =>
        Reduction.Each(context, static terms => Folds.Extreme(terms, T.Max, double.NegativeInfinity),
            terms => terms.Length == 0 ? Types.Smallest(context.OutputType(0)) : terms.Max());

    public static CaseSpace Cases { get; } = Reduction.Cases(Supported) with
    {
        Data = [DataSets.Uniform, DataSets.ExactInt, DataSets.Normal, DataSets.Subnormal, DataSets.Overflow, DataSets.NanTracer],
    };

    public static void Build(CaseBuilder builder) => Reduction.Build(builder);
}
