// SPDX-License-Identifier: Apache-2.0
using Tengen.Graph;
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Tests.Tightness;

/// <summary>
/// Implementations that the default numerics allow: every order of sums, products fused or not, functions within 4 ulp, every permitted form.
/// In fp64 functions move by half of that at most, since the platform's own, which the simulation starts from, err by up to 2 ulp.
/// </summary>
internal static class LegalTwins
{
    private static readonly (SumOrder Order, bool Fuses, double Ulp)[] Choices =
    [
        (SumOrder.Sequential, false, 0), (SumOrder.Sequential, true, 4), (SumOrder.Reversed, true, 0), (SumOrder.Pairwise, false, 4),
        (SumOrder.Pairwise, true, 1), (SumOrder.Blocked, false, 2), (SumOrder.Interleaved, true, 4),
    ];

    public static IEnumerable<(Simulation Simulation, string? Form)> Of(Call call)
    {
        var format = call.Inside;
        var scale = format == Formats.Float64 ? 0.5 : 1;
        foreach (var form in (IEnumerable<string?>)[null, .. call.Kernel.Forms])
            foreach (var (order, fuses, ulp) in Choices)
                yield return (new Simulation { Intermediate = format, Accumulator = format, Order = order, FusesProducts = fuses, FunctionUlp = scale * ulp, Demotion = fuses && call.IsNarrowed ? format : null }, form);
    }
}
