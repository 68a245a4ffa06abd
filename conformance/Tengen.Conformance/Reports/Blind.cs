// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>What the suite did not look at: cases that are unsupported for a reason that is the suite's own and not the backend's.</summary>
public static class Blind
{
    private const string Prefix = "suite.";

    /// <summary>Ids of cases by the reason, both in the order of the run.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(IEnumerable<CaseResult> results) => results
        .Where(result => result.Verdict == Verdict.Unsupported && result.Rule?.StartsWith(Prefix, StringComparison.Ordinal) == true)
        .GroupBy(result => result.Text ?? result.Rule!, result => result.Case)
        .ToDictionary(group => group.Key, IReadOnlyList<string> (group) => [.. group]);
}
