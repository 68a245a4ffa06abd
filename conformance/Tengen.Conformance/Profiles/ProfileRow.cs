// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;
using Tengen.Conformance.Plans;
using Tengen.Graph;
using Tengen.Graph.Operators;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Profiles;

/// <summary>One line of a profile: operators at dtypes, and why they belong.</summary>
/// <param name="From">What the source calls it.</param>
/// <param name="Ops">ONNX operators.</param>
/// <param name="Types">Short names of dtypes, for every one of the operators.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Without">Globs over case ids: variants of the operators that the source does not have. Null when there are none.</param>
public sealed record ProfileRow(string From, IReadOnlyList<string> Ops, IReadOnlyList<string> Types, string Reason, IReadOnlyList<string>? Without = null)
{
    [JsonIgnore]
    public IEnumerable<ProfilePair> Pairs =>
        from op in Ops from type in Types select new ProfilePair(op, DTypeNames.TryParse(type, out var parsed) ? parsed : DType.Opaque);

    [JsonIgnore]
    public IEnumerable<string> CaseIds
    {
        get
        {
            var pairs = Pairs.ToHashSet();
            var left = Without is null ? null : new CaseFilter(Without);
            return Ops.Select(op => OperatorSet.Contracts.Find("", op)).OfType<OperatorContract>().SelectMany(CaseSource.Cases)
                .Where(item => pairs.Contains(new ProfilePair(item.Op, item.Type)) && left?.Matches(item.Id) != true)
                .Select(item => item.Id);
        }
    }
}

/// <summary>Something of the source that is not in the profile, and why.</summary>
public sealed record UnmappedRow(string From, string Reason);
