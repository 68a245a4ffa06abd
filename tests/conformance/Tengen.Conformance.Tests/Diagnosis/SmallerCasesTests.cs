// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Diagnosis;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Diagnosis;

public sealed class SmallerCasesTests
{
    [Fact]
    public void Extents_that_have_to_fit_are_cut_together_and_the_boldest_cut_comes_first()
    {
        var smaller = SmallerCases.Of(Case.Parse("MatMul/f32/a=5x64,b=64x7/uniform")).Select(item => $"{item.Parameters}/{item.Data}").ToList();
        Assert.Equal("a=5x1,b=1x7/uniform", smaller[0]);
        Assert.Contains("a=5x63,b=63x7/uniform", smaller);
        Assert.Contains("a=1x64,b=64x7/uniform", smaller);
        Assert.Equal("a=5x64,b=64x7/exact-int", smaller[^1]);
    }

    [Fact]
    public void What_cannot_be_built_is_left_out() =>
        Assert.All(SmallerCases.Of(Case.Parse("Conv/f32/x=1x3x9x9,w=5x3x3x3,pads=1x1x1x1/uniform")), item => item.Materialise());

    [Fact]
    public void Each_case_of_the_plan_has_only_smaller_ones_of_its_operator_and_type() =>
        Assert.All(CaseSource.All.Where((_, index) => index % 97 == 0), given =>
            Assert.All(SmallerCases.Of(given), smaller => Assert.Equal((given.Op, given.Type), (smaller.Op, smaller.Type))));
}
