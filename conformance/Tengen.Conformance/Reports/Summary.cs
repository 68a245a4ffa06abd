// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Submission;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;

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
    /// may be declined either.
    /// </summary>
    public required bool Conformant { get; init; }

    /// <summary>The profile the verdict is about; null when it is about what the backend declares.</summary>
    public ProfileOutcome? Profile { get; init; }

    /// <summary>Gates that were in force on at least one case.</summary>
    public required string[] Gates { get; init; }

    public required int Planned { get; init; }

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

    public required double Seconds { get; init; }

    /// <summary>Largest err/bound of a case that passed or failed on numbers.</summary>
    public required double WorstErrOverBound { get; init; }

    /// <summary>Vacuous cases over planned cases.</summary>
    public required double VacuousShare { get; init; }

    /// <summary>Elements that were compared with the reference.</summary>
    public required long Elements { get; init; }

    /// <summary>Where every case's record stands.</summary>
    public required string Results { get; init; }

    public static Summary Of(
        string backend, string device, string suite, string abi, WorkerSettings settings, CasePlan plan, IReadOnlyList<CaseResult> results, TimeSpan elapsed, string journal,
        Profile? profile = null)
    {
        var verdicts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var result in results)
            verdicts[result.Verdict.Name()] = verdicts.GetValueOrDefault(result.Verdict.Name()) + 1;
        var vacuous = plan.Ids.Count == 0 ? 0 : (double)results.Count(result => result.Verdict == Verdict.Vacuous) / plan.Ids.Count;
        var outcome = profile is null ? null : ProfileOutcome.Of(profile, results);
        var onlySubmission = plan.Ids.All(IsSubmission);
        return new Summary
        {
            Backend = backend,
            Device = device,
            Suite = suite,
            Abi = abi,
            Nonce = settings.Nonce,
            DeviceIndex = settings.DeviceIndex,
            Options = settings.Options,
            Layers = settings.Layers,
            Profile = outcome,
            Gates = [.. results.SelectMany(result => result.Gates).Distinct().Order(StringComparer.Ordinal)],
            Planned = plan.Ids.Count,
            PlanHash = plan.Hash,
            Verdicts = verdicts,
            Seconds = elapsed.TotalSeconds,
            WorstErrOverBound = results.Max(result => result.ErrOverBound) ?? 0,
            VacuousShare = vacuous,
            Elements = results.Sum(result => result.Elements),
            Results = journal,
            Conformant = vacuous <= VacuousCap
                && outcome is not { Gaps.Count: > 0 }
                && results.All(result => result.Verdict.IsAcceptable())
                && results.Any(result => result.Verdict == Verdict.Pass && (onlySubmission || !IsSubmission(result.Case))),
        };
    }

    private static bool IsSubmission(string id) => id.StartsWith(SubmissionCase.Prefix, StringComparison.Ordinal);
}
