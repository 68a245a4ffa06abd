// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Waivers;

/// <summary>What a waiver does to the outcome of its case.</summary>
/// <param name="Waiver">The waiver.</param>
/// <param name="Result">The case's result, waived or not.</param>
/// <param name="Effect">What it did.</param>
public sealed record WaiverOutcome(Waiver Waiver, CaseResult Result, WaiverEffect Effect)
{
    /// <summary>
    /// Waives failures of numbers and of the contract. A crash, a hang, a lost device and memory written out of bounds are never waived: they hurt whoever
    /// loads the plugin, whatever the case was about. Nor is a flaky case: nobody knows what would be waived. Nor is a case
    /// that an ordinary host sees otherwise: what a plugin does where nobody judges it stands for all cases.
    /// </summary>
    /// <param name="waiver">The waiver.</param>
    /// <param name="result">The result of its case.</param>
    /// <param name="today">The day of the run, UTC.</param>
    public static WaiverOutcome Of(Waiver waiver, CaseResult result, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(waiver);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Waiver is { } applied)
            result = result with { Verdict = applied.Judged, Waiver = null };
        if (today > waiver.Expires)
            return new WaiverOutcome(waiver, result, WaiverEffect.Expired);
        if (result.Repeat?.First is not null)
            return new WaiverOutcome(waiver, result, WaiverEffect.Refused);
        return result.Verdict switch
        {
            Verdict.Pass or Verdict.Vacuous or Verdict.Unsupported => new WaiverOutcome(waiver, result, WaiverEffect.Stale),
            Verdict.Fail or Verdict.Nondeterministic or Verdict.Contract =>
                new WaiverOutcome(waiver, result with { Verdict = Verdict.Waived, Waiver = new AppliedWaiver(result.Verdict, waiver.Owner, waiver.Reason, waiver.Url, waiver.Expires) }, WaiverEffect.Waived),
            Verdict.NotRun => new WaiverOutcome(waiver, result, WaiverEffect.NotReached),
            _ => new WaiverOutcome(waiver, result, WaiverEffect.Refused),
        };
    }
}

/// <summary>What a waiver did.</summary>
public enum WaiverEffect
{
    /// <summary>The failure is waived.</summary>
    Waived,

    /// <summary>There is no failure: the expectation is stale, and the run fails for it.</summary>
    Stale,

    /// <summary>It counts no longer.</summary>
    Expired,

    /// <summary>What happened can never be waived.</summary>
    Refused,

    /// <summary>The run ended before the case.</summary>
    NotReached,
}
