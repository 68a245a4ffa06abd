// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Reference.Tests;

public sealed class CaseTests
{
    [Fact]
    public void Every_case_has_its_own_id_and_parses_back()
    {
        var cases = CaseSource.All.ToArray();
        Assert.Equal(cases.Length, cases.Select(item => item.Id).Distinct().Count());
        Assert.All(cases, item => Assert.Equal(item, Case.Parse(item.Id)));
    }

    [Fact]
    public void Every_case_evaluates_to_the_inferred_types_and_dims()
    {
        foreach (var item in CaseSource.All)
        {
            var instance = item.Materialise();
            var outputs = Oracle.Evaluate(instance.Call);
            for (var i = 0; i < outputs.Length; i++)
            {
                Assert.True(instance.Call.OutputTypes[i] == outputs[i]!.Type, item.Id);
                Assert.True(instance.Call.OutputDims[i].SequenceEqual(outputs[i]!.Dims), item.Id);
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{CaseSource.All.Count()} cases");
    }

    [Fact]
    public void Data_follow_from_the_id_and_the_nonce()
    {
        var item = Case.Parse("MatMul/f32/a=5x64,b=64x7/uniform");
        Assert.Equal(item.Materialise().Inputs[0].AsBytes().ToArray(), item.Materialise().Inputs[0].AsBytes().ToArray());
        Assert.NotEqual(item.Materialise().Inputs[0].AsBytes().ToArray(), item.Materialise("another").Inputs[0].AsBytes().ToArray());
    }

    [Theory]
    [InlineData("MatMul/f32/uniform", "parts")]
    [InlineData("MatMul/f33/a=1/uniform", "f33")]
    [InlineData("MatMul/f32/a=1/unifrom", "unifrom")]
    public void A_malformed_id_is_refused_with_the_part_that_is_wrong(string id, string part) =>
        Assert.Contains(part, Assert.Throws<FormatException>(() => Case.Parse(id)).Message, StringComparison.Ordinal);
}
