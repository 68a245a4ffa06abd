// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Kernels;
using Tengen.Reference.Numbers;

namespace Tengen.Tests.Tightness;

/// <summary>Arithmetic that the default numerics forbid, by name, as variations of a plain legal implementation.</summary>
internal static class PlantedBugs
{
    private static readonly (string Name, Func<Simulation, Simulation> Plant)[] Bugs =
    [
        ("inputs in bf16", plain => plain with { Demotion = Formats.BFloat16 }),
        ("inputs in tf32", plain => plain with { Demotion = Formats.Tf32 }),
        ("accumulator in f16", plain => plain with { Accumulator = Formats.Float16 }),
        ("accumulator in bf16", plain => plain with { Accumulator = Formats.BFloat16 }),
        ("intermediates in f16", plain => plain with { Intermediate = Formats.Float16 }),
        ("intermediates in bf16", plain => plain with { Intermediate = Formats.BFloat16 }),
        ("truncating steps", plain => plain with { Rounding = Graph.Rounding.TowardZero }),
        ("last term dropped", plain => plain with { Bug = PlantedBug.DropsLastTerm }),
        ("gain 1 + 2^-9", plain => plain with { Bug = PlantedBug.Gain }),
        ("functions off by 64 ulp", plain => plain with { FunctionUlp = 64 }),
    ];

    public static IEnumerable<string> Names => Bugs.Select(bug => bug.Name);

    public static IEnumerable<(string Name, Simulation Simulation)> Of(Call call)
    {
        var plain = new Simulation { Intermediate = call.Inside, Accumulator = call.Inside };
        return Bugs.Select(bug => (bug.Name, bug.Plant(plain)));
    }
}
