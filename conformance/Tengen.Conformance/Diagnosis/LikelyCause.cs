// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;
using Tengen.Reference.Numbers;

namespace Tengen.Conformance.Diagnosis;

/// <summary>The likely cause of a rejected output: an accident that explains it whole, else the planted bug whose simulation comes closest.</summary>
internal static class LikelyCause
{
    /// <summary>A simulated cause explains what was computed when it comes this close, and closer than the plain kernel does.</summary>
    private const double ExplainedDistance = 1e-6;

    private static readonly (string Cause, Simulation Simulation)[] Simulated =
    [
        ("looks like a sum that leaves out its last term", new Simulation { Bug = PlantedBug.DropsLastTerm }),
        ("looks like sums that are too large by 1 + 2^-9", new Simulation { Bug = PlantedBug.Gain }),
        ("looks like sums kept in f16: declare the accumulator or widen it", new Simulation { Accumulator = Formats.Float16 }),
        ("looks like sums kept in bf16: declare the accumulator or widen it", new Simulation { Accumulator = Formats.BFloat16 }),
        ("looks like inputs rounded to bf16: declare the demotion", new Simulation { Demotion = Formats.BFloat16 }),
        ("looks like inputs rounded to tf32: declare the demotion", new Simulation { Demotion = Formats.Tf32 }),
        ("looks like steps that truncate: declare the rounding", new Simulation { Rounding = Rounding.TowardZero }),
    ];

    /// <param name="instance">The case.</param>
    /// <param name="expectations">One per output; null for one that is not asked for.</param>
    /// <param name="worst">The deciding element.</param>
    /// <param name="got">What was computed for those that are.</param>
    /// <returns>Null when nothing known explains it.</returns>
    public static string? Of(CaseInstance instance, ImmutableArray<Expectation?> expectations, Mismatch worst, IReadOnlyList<Tensor> got)
    {
        var wanted = expectations.First(expectation => expectation is not null)!.Reference;
        if (Accident.Of(instance.Inputs, wanted, got[0]) is { } accident)
            return accident;
        if (!got[0].Type.IsFloat)
            return null;
        var plain = Distance(Oracle.Simulate(instance.Call, new Simulation()), got);
        foreach (var (cause, simulation) in Simulated)
            if (Distance(Oracle.Simulate(instance.Call, simulation), got) is var apart && apart < ExplainedDistance && apart < plain / 2)
                return cause;
        return double.IsNaN(worst.Got) == double.IsNaN(worst.Want) ? null : double.IsNaN(worst.Got) ? "a NaN appears that nothing calls for" : "a NaN is lost";
    }

    /// <summary>Mean difference of the first outputs over their mean size; infinite where they cannot be compared.</summary>
    private static double Distance(ImmutableArray<Tensor?> simulated, IReadOnlyList<Tensor> computed)
    {
        if (simulated[0] is not { } tensor || tensor.Count != computed[0].Count || tensor.Type != computed[0].Type)
            return double.PositiveInfinity;
        double error = 0, size = 0;
        for (long i = 0; i < tensor.Count; i++)
        {
            var (a, b) = (Reference.Elements.Element.Real(tensor, i), Reference.Elements.Element.Real(computed[0], i));
            if (!double.IsFinite(a) || !double.IsFinite(b))
                continue;
            error += Math.Abs(a - b);
            size += Math.Abs(b);
        }
        return size > 0 ? error / size : double.PositiveInfinity;
    }
}
