// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Plans;

namespace Tengen.Conformance.Tests;

public sealed class PlanTests
{
    [Fact]
    public void The_hash_depends_on_every_id_and_on_their_order()
    {
        var hash = new CasePlan(["a", "b"]).Hash;
        Assert.Equal(hash, new CasePlan(["a", "b"]).Hash);
        Assert.NotEqual(hash, new CasePlan(["b", "a"]).Hash);
        Assert.NotEqual(hash, new CasePlan(["a"]).Hash);
    }

    [Fact]
    public void A_case_cannot_be_planned_twice() => Assert.Throws<ArgumentException>(() => new CasePlan(["a", "a"]));

    [Theory]
    [InlineData("MatMul/*", "MatMul/f32/m=3", true)]
    [InlineData("MatMul/*", "MatMulInteger/i8", false)]
    [InlineData("*/f16/*", "Add/f16/a=1", true)]
    [InlineData("Add/f?6/*", "Add/f16/a=1", true)]
    [InlineData("a.b", "axb", false)]
    public void A_pattern_is_a_glob_over_the_whole_id(string pattern, string id, bool matches) =>
        Assert.Equal(matches, new CaseFilter(pattern).Matches(id));

    [Fact]
    public void No_pattern_chooses_everything() => Assert.True(new CaseFilter().Matches("anything"));
}
