// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Tengen.Conformance.Profiles;

namespace Tengen.Conformance.Explanations;

/// <summary>A profile as a page of text: every row with its reason, and what was left out.</summary>
public static class ProfilePage
{
    public static string Of(Profile profile)
    {
        var page = new StringBuilder();
        page.Append($"{profile.Name}: {profile.Title}\nsource: {profile.Source}\n");
        page.Append($"{profile.Pairs.Count()} operator x dtype pairs, {profile.CaseIds.Count()} cases; data {profile.Hash}\n\nin the profile\n");
        foreach (var row in profile.Rows)
            page.Append($"  {row.From} -> {string.Join(' ', row.Ops)}: {string.Join(' ', row.Types)}{(row.Without is { } without ? $", without {string.Join(' ', without)}" : "")}. {row.Reason}\n");
        if (profile.Unmapped.Count > 0)
            page.Append("\nnot in the profile\n");
        foreach (var row in profile.Unmapped)
            page.Append($"  {row.From}: {row.Reason}\n");
        return page.ToString().TrimEnd();
    }
}
