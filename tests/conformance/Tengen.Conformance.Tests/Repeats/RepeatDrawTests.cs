// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Repeats;

/// <summary>Which cases are repeated follows from the nonce and from each case alone.</summary>
public sealed class RepeatDrawTests
{
    private static List<CaseResult> Results(int count) => [.. Enumerable.Range(0, count).Select(i => new CaseResult { Case = $"c{i}", Verdict = Verdict.Pass, Evidence = "e" })];

    private static List<string> Drawn(IEnumerable<CaseResult> results, string nonce = "n") => [.. RepeatDraw.Of(results, nonce).Select(result => result.Case)];

    [Fact]
    public void About_one_case_in_twenty_is_drawn() => Assert.InRange(Drawn(Results(20_000)).Count, 850, 1150);

    [Fact]
    public void Another_nonce_draws_other_cases() => Assert.NotEqual(Drawn(Results(1000)), Drawn(Results(1000), "m"));

    [Fact]
    public void Parts_of_a_run_draw_what_the_whole_draws()
    {
        var all = Results(3000);
        Assert.Equal(Drawn(all).Order(), Drawn(all.Where((_, i) => i % 2 == 0)).Concat(Drawn(all.Where((_, i) => i % 2 == 1))).Order());
    }

    [Fact]
    public void Of_few_cases_one_is_drawn() => Assert.Single(Drawn(Results(2)));

    [Fact]
    public void What_left_no_outputs_or_is_bad_without_it_is_not_drawn() => Assert.Empty(Drawn(
    [
        new CaseResult { Case = "a", Verdict = Verdict.Pass },
        new CaseResult { Case = "b", Verdict = Verdict.Fail, Evidence = "e" },
        new CaseResult { Case = "c", Verdict = Verdict.Flaky, Evidence = "e" },
    ]));

    [Fact]
    public void A_case_that_its_repetition_made_bad_stays_drawn()
    {
        var good = new CaseResult { Case = "a", Verdict = Verdict.Pass, Evidence = "e", Gates = ["gate.hard"] };
        var bad = good with { Verdict = Verdict.Fail, Rule = "gate.host", Text = "t", Gates = ["gate.hard", "gate.host"], Repeat = new HostRepeat(1, First: FirstOutcome.Of(good)) };
        Assert.Equal(["a"], Drawn([bad]));
        var undone = HostRepeat.Undone(bad);
        Assert.Equal((Verdict.Pass, null, null, null), (undone.Verdict, undone.Rule, undone.Text, undone.Repeat));
        Assert.Equal(["gate.hard"], undone.Gates);
    }
}
