// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Verdicts;

/// <summary>Why a failure does not count against the backend, and what it was.</summary>
/// <param name="Judged">The verdict without the waiver.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Reason">Why it is not repaired.</param>
/// <param name="Url">Where its repair is followed.</param>
/// <param name="Expires">The last day on which the waiver counts.</param>
public sealed record AppliedWaiver(Verdict Judged, string Owner, string Reason, Uri Url, DateOnly Expires);
