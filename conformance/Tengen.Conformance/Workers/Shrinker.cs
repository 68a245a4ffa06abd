// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Diagnosis;
using Tengen.Conformance.Verdicts;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Workers;

/// <summary>Looks for the smallest case that goes wrong in the way a given one did, step by step, as long as a step finds one.</summary>
internal sealed class Shrinker(WorkerLane lane)
{
    private const int MostRuns = 48;

    /// <summary>Verdicts that a smaller case can share; what hangs is too dear to be repeated.</summary>
    private static bool CanShrink(Verdict verdict) => verdict is Verdict.Fail or Verdict.OutOfBounds or Verdict.Crash or Verdict.Nondeterministic;

    /// <summary>One bad case of each operator and rule, first ones first; cases that are about calls have no size.</summary>
    public static IEnumerable<CaseResult> Candidates(IEnumerable<CaseResult> results, int most) => results
        .Where(result => CanShrink(result.Verdict) && result.Smallest is null && TryParse(result.Case) is not null)
        .DistinctBy(result => (Case.Parse(result.Case).Op, result.Rule))
        .Take(most);

    /// <returns>The id; null when no smaller case goes wrong alike.</returns>
    public async Task<string?> Shrink(CaseResult failed, CancellationToken cancellation)
    {
        Case given = Case.Parse(failed.Case), smallest = given;
        var found = true;
        for (var runs = 0; found && runs < MostRuns;)
        {
            found = false;
            foreach (var candidate in SmallerCases.Of(smallest).TakeWhile(_ => runs++ < MostRuns))
            {
                await lane.Ready(cancellation).ConfigureAwait(false);
                var result = await lane.Judge(candidate.Id, cancellation).ConfigureAwait(false);
                if (result.Verdict != failed.Verdict || result.Rule != failed.Rule)
                    continue;
                (smallest, found) = (candidate, true);
                break;
            }
        }
        return smallest == given ? null : smallest.Id;
    }

    private static Case? TryParse(string id)
    {
        try
        {
            return Case.Parse(id);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
