// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Sets;

namespace Tengen.Conformance.Speed.Tiers;

/// <summary>The tiers of one backend of a benchmark, or why it has none. Judges what the records say; whether they agree with each other is <see cref="FigureCheck"/>'s to say.</summary>
public sealed class SpeedTiers
{
    private const string Again = "run the benchmark again on a machine that does nothing else";
    private readonly BenchReport _report;
    private readonly BenchBackend _backend;
    private readonly List<BenchResult> _figures;

    /// <param name="report">The benchmark.</param>
    /// <param name="backend">One of its backends.</param>
    public SpeedTiers(BenchReport report, BenchBackend backend)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(backend);
        (_report, _backend) = (report, backend);
        _figures = [.. report.Results.Where(result => result.Backend == backend.Name)];
        Obstacle = Find();
        Sets = Obstacle is null ? PlannedSets().ToDictionary(set => set, set => Of([.. Warm(set)])) : [];
    }

    /// <summary>The first thing in the way; null when there are tiers.</summary>
    public TierObstacle? Obstacle { get; }

    /// <summary>By name of the set, in the order of the benchmark; empty when something is in the way.</summary>
    public IReadOnlyDictionary<string, SetTier> Sets { get; }

    /// <summary>The peaks are those of programs that the device itself ran: a tier then says how even it is, not how good.</summary>
    public bool OwnRoof => _backend.Peaks is not null;

    /// <summary><c>gemm B, stream A</c>, with the roof named where it is the device's own; or what is in the way.</summary>
    public string Text => Obstacle is { } obstacle ? $"none: {obstacle}" : TextOf(Sets, OwnRoof);

    internal static string TextOf(IReadOnlyDictionary<string, SetTier> sets, bool ownRoof) =>
        string.Join(", ", sets.Select(set => $"{set.Key} {set.Value.Tier}")) + (ownRoof ? " (against the device's own programs)" : "");

    private IEnumerable<string> PlannedSets() => _figures.Select(figure => figure.Set).Distinct();

    private IEnumerable<BenchResult> Warm(string set) => _figures.Where(figure => figure.Set == set && figure.Condition == "warm");

    private static SetTier Of(IReadOnlyList<BenchResult> warm)
    {
        var mean = Rounded(Math.Exp(warm.Average(figure => Math.Log(SpeedTier.Score(figure)))));
        var least = warm.MinBy(SpeedTier.Score)!;
        return new SetTier
        {
            Tier = SpeedTier.Of(mean),
            GeometricMean = mean,
            Least = Rounded(SpeedTier.Score(least)),
            LeastCase = least.Case,
            Figures = warm.Count,
            Conclusive = warm.Count(figure => figure.Timing!.Conclusive),
            ShapesSha256 = new CasePlan(warm.Select(figure => figure.Case)).Hash,
        };
    }

    /// <summary>Logarithms differ in their last bits from system to system; what is signed must not.</summary>
    private static double Rounded(double score) => Math.Round(score, 4);

    private TierObstacle? Find()
    {
        if (_backend.Simulated)
            return new(_backend.Name, "tier.simulated", "the device says that it is simulated and that its speed means nothing", "measure the device that it stands for");
        if (_report.Bench.ModelSha256 is not null)
            return new(_backend.Name, "tier.set", "the parts of a model are no named set of shapes", "tengen bench BACKEND --shapes SET");
        if (_report.Missing > 0)
            return new(_backend.Name, "tier.incomplete", $"{_report.Missing} planned pairs of shape and backend were not reached", "run the benchmark again to its end");
        return _figures.Select(OfFigure).FirstOrDefault(obstacle => obstacle is not null) ?? PlannedSets().Select(OfSet).FirstOrDefault(obstacle => obstacle is not null);
    }

    private TierObstacle? OfFigure(BenchResult figure)
    {
        if (figure.Outcome == BenchResult.Failed)
            return new(figure.Case, "tier.failed", $"{figure.Text}", "mend the backend and run the benchmark again");
        if (figure.Outcome == BenchResult.Declined)
            return new(figure.Case, "tier.declined", $"a tier is about all shapes of a set, and one of {figure.Set} is declined: {figure.Text}", "benchmark only sets that the backend claims whole: tengen bench BACKEND --shapes SET");
        if (figure is { Timing: null } or { Roofline: null })
            return new(figure.Case, "tier.figure", "it was measured, and has no time or no limit", "run the benchmark again");
        if (figure.ErrOverBound > 1)
            return new(figure.Case, "speed.outputs", string.Create(CultureInfo.InvariantCulture, $"its timed outputs are wrong, err/bound {figure.ErrOverBound:G3}"), "mend the backend, certify and run the benchmark again");
        return figure.Findings.FirstOrDefault(finding => finding.Rule != SpeedRule.Roof.Name && finding.Rule != SpeedRule.Steady.Name) is { } broken
            ? new(figure.Case, broken.Rule, broken.Text, broken.Suspicious ? "mend the backend and run the benchmark again" : "a figure that claims nothing cannot count: mend what it names, or benchmark other sets")
            : null;
    }

    private TierObstacle? OfSet(string set)
    {
        var (planned, whole) = (_report.Results.Where(result => result.Set == set).Select(result => result.Case).Distinct().ToList(), BenchSet.All.Where(item => item.Set == set).Select(item => item.Case).ToList());
        if (!planned.SequenceEqual(whole))
            return new(set, "tier.set", $"the benchmark has {planned.Count} shapes of it, the suite {whole.Count}: a selection shows less than a tier says", $"tengen bench BACKEND --shapes {set}");
        var warm = Warm(set).ToList();
        return warm.Count(figure => figure.Timing!.Conclusive) is var conclusive && 2 * conclusive <= warm.Count
            ? new(set, "tier.noisy", $"only {conclusive} of its {warm.Count} warm figures are conclusive, and more than half have to be", Again)
            : null;
    }
}
