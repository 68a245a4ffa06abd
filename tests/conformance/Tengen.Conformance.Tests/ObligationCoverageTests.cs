// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>Every obligation is held by a contract case or a check of the validation layer, or says who else does or why nobody. Run with TENGEN_UPDATE=1 to write the page again.</summary>
public sealed class ObligationCoverageTests
{
    private const string File = "docs/obligations.md";

    [Fact]
    public void Every_obligation_is_held_or_says_why_not()
    {
        var open = ObligationCoverage.All.Where(coverage => !coverage.IsCovered).ToList();
        foreach (var coverage in open)
            TestContext.Current.TestOutputHelper?.WriteLine($"{coverage.Obligation.Label}: {coverage.Otherwise}");
        Assert.All(open, coverage => Assert.False(string.IsNullOrEmpty(coverage.Otherwise), $"{coverage.Obligation.Label} is held by nothing: {coverage.Obligation.Rule}"));
        Assert.All(ObligationCoverage.All.Where(coverage => coverage.Obligation.Validated is not null), coverage => Assert.Null(coverage.Otherwise));
    }

    [Fact]
    public void A_rule_that_the_suite_enforces_has_a_case_or_says_what_does() =>
        Assert.All(ObligationCoverage.All.Where(coverage => coverage.Obligation.Enforcer == "the conformance suite" && coverage.Cases.Count == 0),
            coverage => Assert.True(coverage.Otherwise is not null || coverage.Obligation.Validated is not null, $"{coverage.Obligation.Label}: {coverage.Obligation.Rule}"));

    [Fact]
    public void There_are_as_many_contract_cases_as_were_promised() => Assert.InRange(Contracts, 120, 400);

    [Fact]
    public void The_page_says_what_the_code_says()
    {
        var text = MarkdownPage.Of(ObligationCoverage.Page(), "ObligationCoverageTests with TENGEN_UPDATE=1");
        if (Environment.GetEnvironmentVariable("TENGEN_UPDATE") == "1")
            System.IO.File.WriteAllText(Repository.PathOf(File), text);
        Assert.Equal(text, Repository.Read(File));
    }

    private static int Contracts => Execution.CaseCatalogue.Ids.Count(id => id.StartsWith("contract/", StringComparison.Ordinal));
}
