// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Profiles;

/// <summary>What a run says of a profile. A backend conforms to it when no case is bad and no pair has a gap.</summary>
/// <param name="Name">The profile.</param>
/// <param name="Hash">SHA-256 of its file.</param>
/// <param name="Pairs">Operator x dtype pairs it holds.</param>
/// <param name="Gaps">The pairs of which the backend declined at least one case.</param>
public sealed record ProfileOutcome(string Name, string Hash, int Pairs, IReadOnlyList<ProfileGap> Gaps)
{
    /// <param name="profile">The profile whose cases were planned.</param>
    /// <param name="results">Their outcomes.</param>
    public static ProfileOutcome Of(Profile profile, IEnumerable<CaseResult> results)
    {
        var judged = results.ToLookup(result => ProfilePair.Of(result.Case));
        var pairs = profile.Pairs.ToList();
        var gaps = pairs
            .Select(pair => (Pair: pair, Declined: judged[pair].Where(result => result.Verdict == Verdict.Unsupported).ToList()))
            .Where(entry => entry.Declined.Count > 0)
            .Select(entry => new ProfileGap(entry.Pair.Op, entry.Pair.Type.ToString(), judged[entry.Pair].Count(), entry.Declined.Count, entry.Declined[0].Case, entry.Declined[0].Rule));
        return new ProfileOutcome(profile.Name, profile.Hash, pairs.Count, [.. gaps]);
    }
}

/// <summary>A pair that a backend does not claim, or claims in part.</summary>
/// <param name="Op">Operator.</param>
/// <param name="Type">Dtype of its main input.</param>
/// <param name="Cases">Planned cases of the pair.</param>
/// <param name="Declined">How many of them the backend declined.</param>
/// <param name="Case">The first of these.</param>
/// <param name="Rule">The rule the backend gave for it.</param>
public sealed record ProfileGap(string Op, string Type, int Cases, int Declined, string Case, string? Rule);
