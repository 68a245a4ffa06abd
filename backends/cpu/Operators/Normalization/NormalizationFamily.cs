// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.Cpu.Kernels.Normalization;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>Elements in proportion to statistics of their neighbours.</summary>
internal static class NormalizationFamily
{
    public static Operator[] Operators =>
    [
        new SoftmaxOperator<SoftmaxFunction>("Softmax"),
        new SoftmaxOperator<LogSoftmaxFunction>("LogSoftmax"),
        new HardmaxOperator(),
        new LpNormalizationOperator(),
        new AxesNormalizationOperator("LayerNormalization", 17, isCentered: true),
        new AxesNormalizationOperator("RMSNormalization", 23, isCentered: false),
        new GroupNormalizationOperator("InstanceNormalization", 6, 22, "epsilon"),
        new GroupNormalizationOperator("GroupNormalization", 21, 21, "epsilon", "num_groups", "stash_type"),
        new BatchNormalizationOperator(),
        new LocalResponseOperator(),
    ];
}
