// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Statistics;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Speed;

public sealed class StatisticsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.95, 3.85)]
    [InlineData(1, 4)]
    public void Quantiles_interpolate_between_neighbours(double share, double want) => Assert.Equal(want, Quantiles.Of([4, 1, 3, 2], share), 12);

    [Fact]
    public void The_quantile_of_one_sample_is_the_sample() => Assert.Equal(7, Quantiles.Of([7], 0.99));

    [Fact]
    public void No_sample_has_no_quantile() => Assert.Throws<ArgumentException>(() => Quantiles.Median([]));

    /// <summary>The interval holds the true median about as often as it says: 150 draws of a skewed and of a symmetric distribution.</summary>
    [Theory]
    [InlineData(30, true)]
    [InlineData(30, false)]
    [InlineData(101, true)]
    public void The_interval_of_the_median_covers_the_true_median_as_often_as_it_claims(int samples, bool skewed)
    {
        const int Draws = 150;
        var truth = skewed ? Math.Log(2) : 10;
        var covered = Enumerable.Range(0, Draws).Count(draw => Bootstrap.Median(Draw(draw, samples, skewed)).Contains(truth));
        Assert.InRange((double)covered / Draws, Interval.Confidence - 0.05, Interval.Confidence + 0.05);
    }

    [Fact]
    public void The_interval_of_a_ratio_covers_the_true_ratio_as_often_as_it_claims()
    {
        const int Draws = 150;
        var covered = Enumerable.Range(0, Draws).Count(draw =>
            Bootstrap.Ratio(Array.ConvertAll(Draw(draw, 41, skewed: false), sample => 3 * sample), Draw(draw + Draws, 41, skewed: false)).Contains(3));
        Assert.InRange((double)covered / Draws, Interval.Confidence - 0.05, 1);
    }

    [Fact]
    public void What_disturbs_both_samples_of_a_round_does_not_widen_their_ratio()
    {
        var disturbance = Draw(1, 40, skewed: true);
        var interval = Bootstrap.Ratio(Array.ConvertAll(disturbance, sample => 2 * (1 + sample)), Array.ConvertAll(disturbance, sample => 1 + sample));
        Assert.Equal(new Interval(2, 2), interval);
        Assert.True(Bootstrap.Median(Array.ConvertAll(disturbance, sample => 1 + sample)).Width > 0.1);
    }

    [Fact]
    public void The_same_samples_give_the_same_interval() =>
        Assert.Equal(Bootstrap.Median(Draw(5, 33, skewed: true)), Bootstrap.Median(Draw(5, 33, skewed: true)));

    [Fact]
    public void Equal_samples_are_conclusive() => Assert.True(Timing.Of([1, 1, 1, 1], [1, 1, 1, 1], steady: true).Conclusive);

    [Fact]
    public void A_wide_interval_is_inconclusive() => Assert.False(Timing.Of(Draw(2, 30, skewed: true), Draw(2, 30, skewed: true), steady: true).Conclusive);

    [Fact]
    public void A_twin_that_disagrees_makes_the_figure_inconclusive()
    {
        var timing = Timing.Of([1, 1, 1, 1], [1.03, 1.03, 1.03, 1.03], steady: true);
        Assert.Equal(1.03, timing.Twin, 12);
        Assert.False(timing.Conclusive);
    }

    private static double[] Draw(int draw, int samples, bool skewed)
    {
        var counter = new Counter((ulong)draw + 1);
        return [.. Enumerable.Range(0, samples).Select(i => skewed ? -Math.Log(1 - counter.Unit((ulong)i)) : 10 + counter.Normal((ulong)i))];
    }
}
