// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Speed.Records;

/// <summary>A whole benchmark in one object: what <c>bench --json</c> writes.</summary>
public sealed record BenchReport(BenchRun Run, IReadOnlyList<BenchResult> Results, IReadOnlyList<BenchRatio> Ratios, string Journal)
{
    /// <summary>True when nothing failed, every judged output was right, and nothing looked like cheating.</summary>
    public bool Clean => Results.All(result => result.Outcome != BenchResult.Failed && result.ErrOverBound is null or <= 1 && !result.Findings.Any(finding => finding.Suspicious));

    /// <summary>More than half of the figures are not conclusive: their intervals are wide, or their A/A twins disagree.</summary>
    public bool Noisy => Results.Count(result => result.Timing is { Conclusive: false }) * 2 > Results.Count(result => result.Timing is not null);
}
