// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Execution;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Profiles;
using Tengen.Graph;
using Tengen.Reference;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests;

/// <summary>A nonce adds cases of extents that nobody could know before it.</summary>
public sealed class DrawnCasesTests
{
    private static readonly Profile Profile = ProfileLibrary.Find("FP-BASE")!;
    private static readonly List<string> Planned = [.. Profile.CaseIds];

    private static List<string> Drawn(string nonce) => [.. Profile.Under(nonce).Skip(Planned.Count)];

    [Fact]
    public void The_daily_nonce_draws_none() => Assert.Equal(Planned, Profile.Under(Case.DailyNonce));

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

    /// <summary>What a kernel of any vector width up to 16, or of tiles up to 256, has to meet in the draw of a single nonce.</summary>
    [Theory]
    [InlineData("n")]
    [InlineData("m")]
    public void Whole_vectors_and_every_tail_are_drawn_in_every_common_type(string nonce)
    {
        var drawn = DrawnCases.Of(CaseSource.All.Select(item => item.Id), nonce).Select(Case.Parse).GroupBy(item => item.Type).ToDictionary(group => group.Key, group => group.Select(item => item.Draft().Graph).ToList());
        foreach (var type in (DType[])[DType.Float32, DType.Float64, DType.Float16, DType.BFloat16, DType.Int8, DType.UInt8, DType.Int32, DType.Int64])
        {
            var innermost = drawn[type].Select(graph => graph.Values[0].Shape.Dims).Where(dims => dims.Length > 0).Select(dims => dims[^1]).ToHashSet();
            Assert.Empty(Extents.Innermost.Except(innermost));
            for (var width = 2; width <= 16; width++)
                for (var tail = 1; tail < width; tail++)
                    Assert.Contains(innermost, extent => extent > width && extent % width == tail);
        }
        Assert.True(drawn.Values.Sum(graphs => graphs.Count(graph => graph.Values.Any(value => value.Shape.Dims.Contains(0)))) > 20);
        Assert.True(drawn.Values.Sum(graphs => graphs.Count(graph => IsStretched(graph, 0, 1))) > 10);
        Assert.True(drawn.Values.Sum(graphs => graphs.Count(graph => IsStretched(graph, 1, 0))) > 10);
    }

    /// <summary>True when one input has an extent of 1 where another of the same rank has more.</summary>
    private static bool IsStretched(Tengen.Graph.Graph graph, int one, int more) => graph.Inputs.Length > 1 && graph.Values[0].Shape.Rank == graph.Values[1].Shape.Rank
        && graph.Values[one].Shape.Dims.Zip(graph.Values[more].Shape.Dims).Any(extents => extents.First == 1 && extents.Second > 1);

    /// <summary>The parameters are legal ones: what the specification leaves open is refused before it is a case.</summary>
    [Fact]
    public void The_oracle_has_a_value_for_every_drawn_case() =>
        Assert.All(DrawnCases.Of(CaseSource.All.Select(item => item.Id), "n"), id => Oracle.Evaluate(Case.Parse(id).Materialise().Call));

    [Theory]
    [InlineData("Compress/f32/x=1x15,c=64,axis=-1/uniform")]
    [InlineData("MaxPool/f32/x=1x1x9x13,k=4x3,strides=1x1,pads=1x5x2x5/uniform")]
    [InlineData("AveragePool/f32/x=1x1x9,k=3,pads=4x0/uniform")]
    [InlineData("ScatterElements/f32/x=32x5,i=9x5,axis=0/uniform")]
    [InlineData("ScatterND/f32/x=9,i=2,k=1/uniform")]
    [InlineData("Range/i64/start=0,limit=20,delta=1,open=1/integers")]
    [InlineData("ConvTranspose/f32/x=1x2x4x20,w=2x3x1x3,strides=2x2,auto=SAME_UPPER/uniform")]
    [InlineData("DepthToSpace/f32/x=1x9x2x3,block=2/uniform")]
    [InlineData("MatMul/f32/a=5x64,b=63x7/uniform")]
    public void A_case_whose_extents_do_not_fit_is_none(string id) => Assert.False(CaseCatalogue.Knows(id));
}
