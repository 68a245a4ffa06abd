// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Statistics over axes.</summary>
internal static class NormalizationFamily
{
    public static Operator[] Operators =>
    [
        new SoftmaxOperator(),
        new LayerNormalizationOperator(),
        new BatchNormalizationOperator(),
    ];
}
