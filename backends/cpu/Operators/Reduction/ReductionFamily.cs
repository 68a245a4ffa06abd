// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Backends.Cpu.Kernels.Reduction;
using Tengen.Graph;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Folds over axes, positions of extremes, running folds, losses.</summary>
internal static class ReductionFamily
{
    private static readonly ImmutableArray<DType> Wide = [.. TypeSets.Real, DType.Int32, DType.Int64, DType.UInt32, DType.UInt64];
    private static readonly ImmutableArray<DType> Ordered = [.. Wide, DType.Int8, DType.UInt8, DType.Bool];

    public static Operator[] Operators =>
    [
        new ReduceOperator<SumFold>("ReduceSum", 13, 13, Wide),
        new ReduceOperator<MeanFold>("ReduceMean", 18, 18, TypeSets.Real),
        new ReduceOperator<MaxFold>("ReduceMax", 18, 20, Ordered),
        new ReduceOperator<MinFold>("ReduceMin", 18, 20, Ordered),
        new ReduceOperator<ProductFold>("ReduceProd", 18, 18, Wide),
        new ReduceOperator<SumSquareFold>("ReduceSumSquare", 18, 18, Wide),
        new ReduceOperator<L1Fold>("ReduceL1", 18, 18, Wide),
        new ReduceOperator<L2Fold>("ReduceL2", 18, 18, TypeSets.Real),
        new ReduceOperator<LogSumFold>("ReduceLogSum", 18, 18, TypeSets.Real),
        new ReduceLogSumExpOperator(),
        new ExtremePositionOperator("ArgMax", true),
        new ExtremePositionOperator("ArgMin", false),
        new TopKOperator(),
        new ScanOperator<SumFold>("CumSum", 11, 14, Wide),
        new ScanOperator<ProductFold>("CumProd", 26, 26, Wide),
        new ClassLossOperator("NegativeLogLikelihoodLoss", 22, ofScores: false),
        new ClassLossOperator("SoftmaxCrossEntropyLoss", 13, ofScores: true),
    ];
}
