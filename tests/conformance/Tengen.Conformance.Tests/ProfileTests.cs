// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests;

/// <summary>The profiles' data hold together with the oracle, and a gap in a profile is a verdict.</summary>
public sealed class ProfileTests
{
    public static TheoryData<string> Names => [.. ProfileLibrary.All.Select(profile => profile.Name)];

    private static Profile Get(string name) => ProfileLibrary.Find(name)!;

    [Fact]
    public void All_profiles_are_there() => Assert.Equal(["BF16", "FP-BASE", "FP16", "FP8", "INT4", "INT8", "LLM", "NPU-40/infer", "VISION"], ProfileLibrary.All.Select(profile => profile.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pair_is_in_a_contract_and_has_cases(string name)
    {
        var cases = Get(name).CaseIds.ToLookup(ProfilePair.Of);
        Assert.All(Get(name).Pairs, pair =>
        {
            var contract = OperatorSet.Contracts.Find("", pair.Op);
            Assert.True(contract is not null, $"{pair}: the oracle has no such operator");
            var types = contract.Inputs.SelectMany(input => input.Types).Concat(contract.Outputs.SelectMany(output => output.Types));
            Assert.True(types.Contains(pair.Type), $"{pair}: not in the contract");
            Assert.True(cases[pair].Any(), $"{pair}: no case");
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_exclusion_leaves_out_a_case_that_its_row_would_have(string name) =>
        Assert.All(Get(name).Rows.Where(row => row.Without is not null), row => Assert.All(row.Without!, glob =>
            Assert.Contains((row with { Without = null }).CaseIds, new CaseFilter(glob).Matches)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_row_has_a_reason(string name)
    {
        Assert.All(Get(name).Rows, row => Assert.EndsWith(".", row.Reason, StringComparison.Ordinal));
        Assert.All(Get(name).Unmapped, row => Assert.EndsWith(".", row.Reason, StringComparison.Ordinal));
        Assert.NotEmpty(Get(name).Unmapped);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_shows_every_row_and_the_hash(string name)
    {
        var page = ProfilePage.Of(Get(name));
        Assert.Contains(Get(name).Hash, page, StringComparison.Ordinal);
        Assert.All(Get(name).Rows, row => Assert.Contains(row.Reason, page, StringComparison.Ordinal));
        Assert.All(Get(name).Unmapped, row => Assert.Contains(row.Reason, page, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plan_is_a_part_of_the_catalogue_in_its_order(string name)
    {
        var planned = new CasePlan(Get(name).CaseIds).Ids;
        Assert.Equal(CaseSource.All.Select(item => item.Id).Where(planned.ToHashSet().Contains), planned);
        Assert.InRange(planned.Count, Get(name).Pairs.Count(), CaseSource.All.Count() - 1);
    }

    [Fact]
    public void One_declined_case_is_a_gap_and_not_conformant()
    {
        var ids = Get("FP-BASE").CaseIds.ToList();
        var declined = ids.First(id => id.StartsWith("Softmax/", StringComparison.Ordinal));
        Assert.True(Judge(ids, _ => Verdict.Pass).Conformant);
        var summary = Judge(ids, id => id == declined ? Verdict.Unsupported : Verdict.Pass);
        Assert.False(summary.Conformant);
        var gap = Assert.Single(summary.Profile!.Gaps);
        Assert.Equal(("Softmax", "f32", 1, declined), (gap.Op, gap.Type, gap.Declined, gap.Case));
        Assert.True(gap.Cases > 1);
    }

    [Fact]
    public void A_pair_without_any_claim_is_listed_once()
    {
        var ids = Get("FP-BASE").CaseIds.ToList();
        var summary = Judge(ids, id => id.StartsWith("Gelu/", StringComparison.Ordinal) ? Verdict.Unsupported : Verdict.Pass);
        var gap = Assert.Single(summary.Profile!.Gaps);
        Assert.Equal(gap.Cases, gap.Declined);
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(summary, ConformanceJson.Default.Summary));
        var profile = json.RootElement.GetProperty("profile");
        Assert.Equal(("FP-BASE", Get("FP-BASE").Hash), (profile.GetProperty("name").GetString(), profile.GetProperty("hash").GetString()));
        Assert.Equal("Gelu", Assert.Single(profile.GetProperty("gaps").EnumerateArray()).GetProperty("op").GetString());
    }

    [Theory]
    [InlineData("""{"name":"x"}""")]
    [InlineData("""{"$comment":"c","name":"x","title":"t","source":"s","rows":[{"from":"f","ops":["Add"],"types":["f32"],"raeson":"r"}],"unmapped":[]}""")]
    [InlineData("""{"$comment":"c","name":"x","title":"t","source":"s","rows":[{"from":"f","ops":["Add"],"types":["f33"],"reason":"r"}],"unmapped":[]}""")]
    public void A_file_with_a_slip_is_refused(string json) =>
        Assert.True(Record.Exception(() => Profile.Parse(Encoding.UTF8.GetBytes(json), "")) is JsonException or FormatException);

    private static Summary Judge(IReadOnlyList<string> ids, Func<string, Verdict> verdict) =>
        Summary.Of(Runs.Of(new CasePlan(ids), [.. ids.Select(id => new CaseResult { Case = id, Verdict = verdict(id) })], Get("FP-BASE")));
}
