// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Graph;

namespace Tengen.Backends.OpenCl.Plans;

/// <summary>
/// What the kernels promise, from the errors that OpenCL C 3.0 (section 7.4, full profile) allows built-in functions: exp 3 ulp, tanh 5,
/// erf 16. Steps round correctly, sums run in any order in fp32 (fp64 for fp64), 16-bit types are rounded once at the end.
/// </summary>
internal static class DeclaredNumerics
{
    public static ImmutableArray<Numerics> Of(Traits device)
    {
        var flags = device.HasDenormals ? NumericFlags.None : NumericFlags.FlushInputs | NumericFlags.FlushOutputs;
        return
        [
            .. Functions("Exp", 3, 3, flags),
            .. Functions("Softmax", 3, 3, flags),
            .. Functions("Sigmoid", 8, 8, flags),
            .. Functions("Erf", 3, 16, flags),
            .. Functions("Gelu", 5, 16, flags),
            new() { Type = DType.Float64, Determinism = Determinism.RunToRun },
            new() { Flags = flags, Determinism = Determinism.RunToRun },
        ];
    }

    private static IEnumerable<Numerics> Functions(string op, double ulp, double wideUlp, NumericFlags flags) =>
    [
        new() { Op = op, Type = DType.Float64, FunctionUlp = wideUlp, Determinism = Determinism.RunToRun },
        new() { Op = op, FunctionUlp = ulp, Flags = flags, Determinism = Determinism.RunToRun },
    ];
}
