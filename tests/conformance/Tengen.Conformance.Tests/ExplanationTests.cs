// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests;

public sealed class ExplanationTests
{
    [Fact]
    public void Every_obligation_of_the_header_is_found()
    {
        Assert.True(Obligation.All.Count >= 70);
        Assert.Contains("neighbour", Obligation.Find("TG-P-25")!.Rule, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verdict_is_explained() => Assert.All(Enum.GetValues<Verdict>(), verdict => Assert.NotEmpty(VerdictText.Of(verdict)));

    [Fact]
    public void Every_verdict_name_is_read_back() => Assert.All(Enum.GetValues<Verdict>(), verdict =>
    {
        Assert.True(VerdictNames.TryParse(verdict.Name(), out var back));
        Assert.Equal(verdict, back);
    });
}
