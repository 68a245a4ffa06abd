// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Backends.Cpu;

/// <summary>
/// What the kernels promise. Everything else is the strictest reading: fp32 accumulators, sums in any order, functions within 4 ulp or an
/// ulp of 1, no flush, no demotion, NaN kept. 16-bit types are computed in fp32 and rounded once, so their functions are within 1 ulp.
/// </summary>
internal static class CpuNumerics
{
    public static readonly ImmutableArray<Numerics> Declared =
    [
        new() { Type = DType.Float16, FunctionUlp = 1, Determinism = Determinism.RunToRun },
        new() { Type = DType.BFloat16, FunctionUlp = 1, Determinism = Determinism.RunToRun },
        new() { Determinism = Determinism.RunToRun },
    ];
}
