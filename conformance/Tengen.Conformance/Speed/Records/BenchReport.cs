// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Speed.Records;

/// <summary>A whole benchmark in one object: what its results file says, and what <c>bench --json</c> writes.</summary>
/// <param name="Run">The first record of the file.</param>
/// <param name="Bench">What was measured, and against which peaks.</param>
/// <param name="Results">Every figure.</param>
/// <param name="Ratios">Every comparison.</param>
/// <param name="Journal">Absolute path of the results file.</param>
public sealed record BenchReport(RunHeader Run, BenchRun Bench, IReadOnlyList<BenchResult> Results, IReadOnlyList<BenchRatio> Ratios, string Journal)
{
    /// <summary>True when nothing failed, every judged output was right, and nothing looked like cheating.</summary>
    public bool Clean => Results.All(result => result.IsClean);

    /// <summary>More than half of the warm figures are not conclusive: their intervals are wide, or their A/A twins disagree. Cold ones are wide on a quiet machine too.</summary>
    public bool Noisy
    {
        get
        {
            var warm = Results.Where(result => result is { Condition: "warm", Timing: not null }).ToList();
            return warm.Count(result => !result.Timing!.Conclusive) * 2 > warm.Count;
        }
    }

    /// <summary>Pairs of shape and backend that were planned and not reached.</summary>
    public int Missing => Run.Planned * Bench.Backends.Count - Results.Select(result => (result.Case, result.Backend)).Distinct().Count();
}
