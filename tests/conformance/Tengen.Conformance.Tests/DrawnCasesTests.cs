// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests;

/// <summary>A nonce adds cases of extents that nobody could know before it.</summary>
public sealed class DrawnCasesTests
{
    private static readonly Profile Profile = ProfileLibrary.Find("FP-BASE")!;
    private static readonly List<string> Planned = [.. Profile.CaseIds];

    private static List<string> Drawn(string nonce) => [.. Profile.Under(nonce).Skip(Planned.Count)];

    [Theory]
    [InlineData(DrawnCases.PrintedNonce)]
    [InlineData(Case.DailyNonce)]
    public void A_printed_constant_draws_none(string nonce) => Assert.Equal(Planned, Profile.Under(nonce));

    [Fact]
    public void The_plan_begins_with_the_published_cases() => Assert.Equal(Planned, Profile.Under("n").Take(Planned.Count));

    [Fact]
    public void Every_pair_has_a_case_that_was_not_published_and_can_be_made()
    {
        var drawn = Drawn("n");
        Assert.Equal(Planned.Select(ProfilePair.Of).Distinct(), drawn.Select(ProfilePair.Of));
        Assert.Empty(drawn.Intersect(CaseCatalogue.Ids));
        Assert.All(drawn, id => Assert.True(CaseCatalogue.Knows(id), id));
    }

    [Fact]
    public void The_nonce_and_nothing_else_decides()
    {
        Assert.Equal(Drawn("n"), Drawn("n"));
        Assert.True(Drawn("n").Intersect(Drawn("m")).Count() < Drawn("n").Count / 4);
    }

    [Theory]
    [InlineData("DepthToSpace/f32/x=1x9x2x3,block=2/uniform")]
    [InlineData("MatMul/f32/a=5x64,b=63x7/uniform")]
    public void A_case_whose_extents_do_not_fit_is_none(string id) => Assert.False(CaseCatalogue.Knows(id));
}
