// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Merging;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests;

/// <summary>The parts of a plan, and the proof that parts are the plan.</summary>
public sealed class MergeTests
{
    private static readonly CasePlan Plan = new(Enumerable.Range(0, 10).Select(i => $"Add/f32/{i}"));

    private static RecordedRun Part(int number, int count)
    {
        var own = new Shard(number, count).Of(Plan).Ids.ToHashSet();
        var run = Runs.Of(Plan, [.. Plan.Ids.Select(id => new CaseResult { Case = id, Verdict = own.Contains(id) ? Verdict.Pass : Verdict.NotRun })]);
        return run with { Header = run.Header with { Shard = $"{number}/{count}" }, Path = $"/part-{number}/results.jsonl" };
    }

    private static MergeException Refused(params RecordedRun[] parts) => Assert.Throws<MergeException>(() => ShardMerge.Of(parts, "/whole"));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(13)]
    public void Parts_are_disjoint_balanced_and_together_the_plan(int count)
    {
        var parts = Enumerable.Range(1, count).Select(number => new Shard(number, count).Of(Plan).Ids).ToList();
        Assert.Equal(Plan.Ids.Order(StringComparer.Ordinal), parts.SelectMany(ids => ids).Order(StringComparer.Ordinal));
        Assert.InRange(parts.Max(ids => ids.Count) - parts.Min(ids => ids.Count), 0, 1);
    }

    [Theory]
    [InlineData("0/2")]
    [InlineData("3/2")]
    [InlineData("1")]
    [InlineData("1/2/3")]
    [InlineData("-1/2")]
    [InlineData("1/100000")]
    public void What_is_no_part_is_refused(string text) => Assert.Null(Shard.Parse(text));

    [Fact]
    public void All_parts_in_any_order_make_the_whole()
    {
        var merged = ShardMerge.Of([Part(3, 3), Part(1, 3), Part(2, 3)], "/whole/results.jsonl");
        Assert.Equal(Plan.Ids, merged.Results.Select(result => result.Case));
        Assert.All(merged.Results, result => Assert.Equal(Verdict.Pass, result.Verdict));
        Assert.Null(merged.Header.Shard);
        Assert.Equal(Plan.Hash, merged.Header.PlanHash);
    }

    [Fact]
    public void The_whole_took_what_its_parts_took_and_a_part_whose_end_is_missing_counts_as_far_as_it_says()
    {
        var merged = ShardMerge.Of([Part(1, 2), Part(2, 2) with { End = null, Seconds = 5 }], "/whole");
        Assert.Equal(2 + 5, merged.End!.Seconds);
    }

    [Fact]
    public void Parts_are_tied_to_the_same_files_and_a_variable_that_differs_has_all_its_values()
    {
        static RunPins Pins(char plugin, string device) => new()
        {
            PluginSha256 = new string(plugin, 64), SuiteSha256 = "s", NonceOrigin = NonceOrigin.Daily, Parts = new Dictionary<string, string> { ["x.so"] = "1" },
            Variables = new Dictionary<string, string> { ["CUDA_VISIBLE_DEVICES"] = device, ["HOME"] = "/root" },
        };
        var (one, two) = (Part(1, 2) with { Pins = Pins('a', "0") }, Part(2, 2) with { Pins = Pins('a', "1") });
        Assert.Equal(("0 | 1", "/root"), (ShardMerge.Of([one, two], "/whole").Pins!.Variables["CUDA_VISIBLE_DEVICES"], ShardMerge.Of([one, two], "/whole").Pins!.Variables["HOME"]));
        Assert.Contains("plugin's file", Refused(one, two with { Pins = Pins('b', "1") }).Message, StringComparison.Ordinal);
        Assert.Contains("native part x.so '1' there, '2' here", Refused(one, two with { Pins = two.Pins! with { Parts = new Dictionary<string, string> { ["x.so"] = "2" } } }).Message, StringComparison.Ordinal);
        Assert.Contains("only one of them", Refused(one, Part(2, 2)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_part_and_a_missing_case_are_incomplete()
    {
        var part = Refused(Part(1, 3), Part(3, 3));
        Assert.True(part.IsIncomplete);
        Assert.Contains("2/3", part.Message, StringComparison.Ordinal);
        var cut = Part(2, 3);
        var lacking = Refused(Part(1, 3), cut with { Results = [.. cut.Results.Select(result => result.Case == "Add/f32/4" ? result with { Verdict = Verdict.NotRun } : result)] }, Part(3, 3));
        Assert.True(lacking.IsIncomplete);
        Assert.Contains("Add/f32/4", lacking.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_contradicts_is_refused()
    {
        var second = Part(2, 2);
        Assert.Contains("2 times", Refused(Part(1, 2), Part(1, 2), second).Message, StringComparison.Ordinal);
        Assert.Contains("nonce", Refused(Part(1, 2), second with { Header = second.Header with { Nonce = "other" } }).Message, StringComparison.Ordinal);
        Assert.Contains("another division", Refused(Part(1, 2), Part(2, 3)).Message, StringComparison.Ordinal);
        Assert.Contains("--shard", Refused(Part(1, 2), second with { Header = second.Header with { Shard = null } }).Message, StringComparison.Ordinal);
        Assert.Contains("other parts", Refused(Part(1, 2), second with { Results = [.. Plan.Ids.Select(id => new CaseResult { Case = id, Verdict = Verdict.Pass })] }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_smoke_plan_has_one_case_of_each_operator_and_dtype() =>
        Assert.Equal(["Add/f32/1", "Add/f16/1", "Mul/f32/1", "contract/a/x"], SmokePlan.Of(["Add/f32/1", "Add/f32/2", "Add/f16/1", "Mul/f32/1", "contract/a/x", "contract/a/y"]));
}
