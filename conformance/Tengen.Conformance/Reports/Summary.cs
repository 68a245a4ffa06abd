// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Contract;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>The outcome of a run in one object: what <c>certify --json</c> writes.</summary>
public sealed record Summary
{
    /// <summary>Share of planned cases that may be vacuous. Source: conformance rules, section 6.</summary>
    public const double VacuousCap = 0.05;

    public required string Backend { get; init; }

    /// <summary>ABI version, <c>1.0</c>.</summary>
    public required string Abi { get; init; }

    /// <summary>Version of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>What the backend says of itself.</summary>
    public required string Device { get; init; }

    /// <summary>
    /// True when every verdict is acceptable, something was judged, and vacuous cases stay within their cap. Where operators were planned, one of
    /// their cases has to pass: a backend that refuses them all is asked about submission only, and shows no arithmetic. Of a profile's cases none
    /// may be declined either. All that the nonce draws were repeated in an ordinary host, where any were to be.
    /// </summary>
    public required bool Conformant { get; init; }

    /// <summary>The profile the verdict is about; null when it is about what the backend declares.</summary>
    public ProfileOutcome? Profile { get; init; }

    /// <summary>Gates that were in force on at least one case.</summary>
    public required string[] Gates { get; init; }

    public required int Planned { get; init; }

    /// <summary>The part of the plan that was to be run, <c>2/8</c>; null when it was all.</summary>
    public string? Shard { get; init; }

    /// <summary>The plan was a fast look: whatever came of it, it shows conformance to nothing.</summary>
    public bool Smoke { get; init; }

    public required string PlanHash { get; init; }

    public required string Nonce { get; init; }

    /// <summary>Index of the device in the plugin.</summary>
    public required int DeviceIndex { get; init; }

    /// <summary>Device options in force.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Absolute paths of the layers between suite and backend, the one called first.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>Verdict to number of cases; verdicts that did not occur are left out.</summary>
    public required SortedDictionary<string, int> Verdicts { get; init; }

    /// <summary>What happened to workers, by kind, and how often; empty when nothing did.</summary>
    public required SortedDictionary<string, int> Incidents { get; init; }

    /// <summary>How often a worker process had to be replaced.</summary>
    public required int Restarts { get; init; }

    /// <summary>Cases run again in an ordinary host; null when none was.</summary>
    public RepeatSummary? Repeated { get; init; }

    /// <summary>Wall time of the run, of all stretches and parts; null when its file does not say how it ended.</summary>
    public double? Seconds { get; init; }

    /// <summary>Largest err/bound of a case that passed or failed on numbers.</summary>
    public required double WorstErrOverBound { get; init; }

    /// <summary>Vacuous cases over planned cases.</summary>
    public required double VacuousShare { get; init; }

    /// <summary>Ids of the vacuous cases.</summary>
    public IReadOnlyList<string> VacuousCases { get; init; } = [];

    /// <summary>Declared numerics that the device exceeds, in words: <c>MatMul f32 accumulator: f16 declared, 24 bits measured</c>.</summary>
    public IReadOnlyList<string> UnderClaimed { get; init; } = [];

    /// <summary>Elements that were compared with the reference.</summary>
    public required long Elements { get; init; }

    /// <summary>Where every case's record stands.</summary>
    public required string Results { get; init; }

    /// <exception cref="ResultsException">The run is to be judged by a profile that this build does not carry.</exception>
    public static Summary Of(RecordedRun run)
    {
        var (header, results) = (run.Header, run.Results);
        var verdicts = Count(results);
        var vacuous = results.Count == 0 ? 0 : (double)results.Count(result => result.Verdict == Verdict.Vacuous) / results.Count;
        var outcome = ProfileOf(run) is { } profile ? ProfileOutcome.Of(profile, results) : null;
        var onlyContract = run.Plan.Ids.All(IsContract);
        return new Summary
        {
            Backend = header.Backend,
            Device = run.Device,
            Suite = header.Suite,
            Abi = header.Abi,
            Nonce = header.Nonce,
            DeviceIndex = header.DeviceIndex,
            Options = header.Options,
            Layers = header.Layers,
            Profile = outcome,
            Gates = [.. results.SelectMany(result => result.Gates).Distinct().Order(StringComparer.Ordinal)],
            Planned = header.Planned,
            PlanHash = header.PlanHash,
            Verdicts = verdicts,
            Incidents = new(run.Incidents.CountBy(incident => incident.Kind.ToString().ToLowerInvariant()).ToDictionary(), StringComparer.Ordinal),
            Restarts = run.Incidents.Count(incident => Incident.EndsItsProcess(incident.Kind)),
            Repeated = RepeatSummary.Of(results),
            Seconds = run.End?.Seconds,
            WorstErrOverBound = results.Max(result => result.ErrOverBound) ?? 0,
            VacuousShare = vacuous,
            VacuousCases = [.. results.Where(result => result.Verdict == Verdict.Vacuous).Select(result => result.Case)],
            UnderClaimed = [.. results.SelectMany(Exceeded)],
            Elements = results.Sum(result => result.Elements),
            Results = run.Path,
            Shard = header.Shard,
            Smoke = header.Smoke,
            Conformant = !header.Smoke
                && vacuous <= VacuousCap
                && outcome is not { Gaps.Count: > 0 }
                && RepeatDraw.Missing(header, results).Count == 0
                && results.All(result => result.Verdict.IsAcceptable())
                && results.Any(result => result.Verdict == Verdict.Pass && (onlyContract || !IsContract(result.Case))),
        };
    }

    /// <summary>Verdict to number of cases, by published name.</summary>
    public static SortedDictionary<string, int> Count(IEnumerable<CaseResult> results)
    {
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var result in results)
            verdicts[result.Verdict.Name()] = verdicts.GetValueOrDefault(result.Verdict.Name()) + 1;
        return verdicts;
    }

    private static Profile? ProfileOf(RecordedRun run)
    {
        if (run.Header.Profile is not { } name)
            return null;
        return ProfileLibrary.Find(name) is { } profile && profile.Hash == run.Header.ProfileHash ? profile
            : throw new ResultsException(run.Path, 1, $"the run is judged by profile {name} ({run.Header.ProfileHash}), which this build of the suite does not carry; suite {run.Header.Suite} does");
    }

    private static IEnumerable<string> Exceeded(CaseResult result) => (result.Probed ?? []).Where(item => item.Finding == ProbeFinding.UnderClaimed)
        .Select(item => $"{string.Join(' ', result.Case.Split('/').Take(2))} {item.Member}: {item.Declared} declared, {item.Measured} measured");

    private static bool IsContract(string id) => id.StartsWith(ContractCase.Prefix, StringComparison.Ordinal);
}
