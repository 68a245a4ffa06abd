// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Reports;

public sealed class RunDiffTests
{
    private static CaseResult Case(string id, Verdict verdict = Verdict.Pass, double? ratio = null) => new() { Case = id, Verdict = verdict, ErrOverBound = ratio };

    private static RunDiff Diff(CaseResult[] before, CaseResult[] after) => RunDiff.Of(Runs.Of(before), Runs.Of(after));

    [Fact]
    public void A_run_is_like_itself()
    {
        var diff = RunDiff.Of(Runs.Mixed, Runs.Mixed);
        Assert.Equal((0, 9), (diff.Regressions, diff.Common));
        Assert.Empty(diff.Changes);
        Assert.Empty(diff.Notes);
    }

    [Theory]
    [InlineData(Verdict.Pass, Verdict.Fail, ChangeKind.Worse)]
    [InlineData(Verdict.Pass, Verdict.Unsupported, ChangeKind.Worse)]
    [InlineData(Verdict.Pass, Verdict.NotRun, ChangeKind.Worse)]
    [InlineData(Verdict.Unsupported, Verdict.Crash, ChangeKind.Worse)]
    [InlineData(Verdict.Fail, Verdict.Crash, ChangeKind.Other)]
    [InlineData(Verdict.Unsupported, Verdict.Vacuous, ChangeKind.Other)]
    [InlineData(Verdict.Hang, Verdict.Pass, ChangeKind.Better)]
    public void A_verdict_changes_for_the_worse_or_the_better(Verdict before, Verdict after, ChangeKind kind)
    {
        var diff = Diff([Case("a", before)], [Case("a", after)]);
        Assert.Equal(kind, Assert.Single(diff.Changes).Kind);
        Assert.Equal(kind == ChangeKind.Worse ? 1 : 0, diff.Regressions);
    }

    [Theory]
    [InlineData(0.2, 0.41, 1)]
    [InlineData(0.2, 0.39, 0)]
    [InlineData(0.0, 0.09, 0)]
    [InlineData(0.0, 0.11, 1)]
    [InlineData(0.9, 0.1, 0)]
    public void An_error_may_grow_by_a_factor(double before, double after, int regressions) =>
        Assert.Equal(regressions, Diff([Case("a", ratio: before)], [Case("a", ratio: after)]).Regressions);

    [Fact]
    public void Cases_of_one_plan_only_are_listed_and_the_plans_said_to_differ()
    {
        var diff = Diff([Case("a"), Case("b")], [Case("b"), Case("c", Verdict.Fail)]);
        Assert.Equal([(ChangeKind.New, "c"), (ChangeKind.Lost, "a")], diff.Changes.Select(change => (change.Kind, change.Case)));
        Assert.Equal((0, 1), (diff.Regressions, diff.Common));
        Assert.Contains(diff.Notes, note => note.StartsWith("plan: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Under_another_nonce_errors_are_not_compared_and_it_is_said()
    {
        var (before, after) = (Runs.Of([Case("a", ratio: 0.1)]), Runs.Of([Case("a", ratio: 0.9)]));
        var diff = RunDiff.Of(before, after with { Header = after.Header with { Nonce = "other" } });
        Assert.Equal(0, diff.Regressions);
        Assert.Contains(diff.Notes, note => note.Contains("err/bound is not", StringComparison.Ordinal));
    }
}
