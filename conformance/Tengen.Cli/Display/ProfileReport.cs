// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Profiles;

namespace Tengen.Cli.Display;

/// <summary>What a backend lacks of a profile, for a person.</summary>
internal static class ProfileReport
{
    public static void Print(ProfileOutcome outcome)
    {
        var missing = outcome.Gaps.Where(gap => gap.Declined == gap.Cases).ToList();
        if (missing.Count > 0)
            Terminal.Print($"not claimed: {missing.Count} of the {outcome.Pairs} operator x dtype pairs of {outcome.Name}");
        foreach (var group in missing.GroupBy(gap => gap.Op).OrderBy(group => group.Key, StringComparer.Ordinal))
            Terminal.Print($"  {group.Key}: {string.Join(' ', group.Select(gap => gap.Type))}");
        var partly = outcome.Gaps.Where(gap => gap.Declined < gap.Cases).ToList();
        if (partly.Count > 0)
            Terminal.Print($"claimed in part: {partly.Count} of the {outcome.Pairs} operator x dtype pairs of {outcome.Name}");
        foreach (var gap in partly.OrderBy(gap => gap.Op, StringComparer.Ordinal))
            Terminal.Print($"  {gap.Op} {gap.Type}: {gap.Declined} of {gap.Cases} cases declined ({Terminal.Printable(gap.Rule ?? "no rule given")}), such as {gap.Case}");
    }
}
