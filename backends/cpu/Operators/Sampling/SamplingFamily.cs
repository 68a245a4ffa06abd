// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Backends.Cpu.Operators;

/// <summary>Tensors sampled at other positions.</summary>
internal static class SamplingFamily
{
    public static Operator[] Operators =>
    [
        new GridSampleOperator(),
        new ResizeOperator(),
        new UpsampleOperator(),
    ];
}
