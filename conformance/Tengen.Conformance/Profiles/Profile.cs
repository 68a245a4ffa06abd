// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Serialization;
using Tengen.Conformance.Plans;
using Tengen.Graph;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Profiles;

/// <summary>
/// A set of operator x dtype pairs that a backend is certified for as a whole: one file under <c>conformance/profiles</c>. Immutable.
/// </summary>
public sealed record Profile
{
    /// <summary>Licence line of the file.</summary>
    [JsonPropertyName("$comment")]
    public required string Comment { get; init; }

    /// <summary>As given to <c>--profile</c>, such as <c>NPU-40/infer</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for people.</summary>
    public required string Title { get; init; }

    /// <summary>Where the set comes from.</summary>
    public required string Source { get; init; }

    /// <summary>What belongs to the profile. Rows may overlap.</summary>
    public required IReadOnlyList<ProfileRow> Rows { get; init; }

    /// <summary>What the source has and the profile leaves out.</summary>
    public required IReadOnlyList<UnmappedRow> Unmapped { get; init; }

    /// <summary>SHA-256 of the file's bytes: what a certificate pins.</summary>
    [JsonIgnore]
    public string Hash { get; init; } = "";

    /// <summary>The pairs of all rows, each once, in the rows' order. The dtype is that of the operator's main input, as in case ids.</summary>
    [JsonIgnore]
    public IEnumerable<ProfilePair> Pairs => Rows.SelectMany(row => row.Pairs).Distinct();

    /// <summary>The ids of the generated cases of every row, each once, in the catalogue's order.</summary>
    [JsonIgnore]
    public IEnumerable<string> CaseIds
    {
        get
        {
            var wanted = Rows.SelectMany(row => row.CaseIds).ToHashSet(StringComparer.Ordinal);
            return CaseSource.All.Select(item => item.Id).Where(wanted.Contains);
        }
    }

    /// <summary>The ids of a run by this profile: <see cref="CaseIds"/>, and those whose extents the nonce draws.</summary>
    public IEnumerable<string> Under(string nonce) => DrawnCases.With(CaseIds, nonce);

    /// <exception cref="JsonException">The text is no profile.</exception>
    /// <exception cref="FormatException">A dtype has no such name.</exception>
    public static Profile Parse(ReadOnlySpan<byte> json, string hash)
    {
        var profile = JsonSerializer.Deserialize(json, DataFileJson.Default.Profile) ?? throw new JsonException("null is no profile");
        foreach (var type in profile.Rows.SelectMany(row => row.Types))
            if (!DTypeNames.TryParse(type, out _))
                throw new FormatException($"profile {profile.Name}: no dtype is called '{type}'");
        return profile with { Hash = hash };
    }
}
