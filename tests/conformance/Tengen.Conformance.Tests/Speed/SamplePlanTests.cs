// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Statistics;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Tests.Speed;

public sealed class SamplePlanTests
{
    private static readonly SamplePlan Plan = new(30, 1000, 3);

    [Fact]
    public void Narrow_series_need_no_more() => Assert.Null(Plan.Next(30, [(Series(30, 0.001), 1), (Series(30, 0.002), 1)]));

    [Fact]
    public void One_wide_series_doubles_all() => Assert.Equal(60, Plan.Next(30, [(Series(30, 0.001), 1), (Series(30, 0.2), 1)]));

    [Fact]
    public void What_would_last_too_long_or_be_too_many_is_not_taken()
    {
        Assert.Null(Plan.Next(30, [(Series(30, 0.2), 51)]));
        Assert.Equal(60, Plan.Next(30, [(Series(30, 0.2), 40)]));
        Assert.Null(Plan.Next(501, [(Series(501, 2), 1)]));
    }

    /// <summary>Stopping by the width alone, at doubled numbers, costs the interval little of its confidence: 60 series of a noise of 5 %.</summary>
    [Fact]
    public void A_series_that_stops_when_it_is_narrow_covers_the_true_median_about_as_often_as_it_claims()
    {
        const int Draws = 60;
        var (covered, lengths) = (0, new List<int>());
        for (var draw = 0; draw < Draws; draw++)
        {
            var series = Series(480, 0.05, (ulong)draw);
            var taken = 30;
            while (new SamplePlan(30, 480, 1e9).Next(taken, [(series[..taken], 1)]) is { } more)
                taken = more;
            lengths.Add(taken);
            covered += Bootstrap.Median([.. series[..taken]]).Contains(Median) ? 1 : 0;
        }
        Assert.True(lengths.Distinct().Count() > 2);
        Assert.InRange((double)covered / Draws, Interval.Confidence - 0.07, 1);
    }

    private const double Median = 1e-3;

    /// <summary>Samples around a median, evenly within a relative noise to either side.</summary>
    private static List<double> Series(int samples, double noise, ulong seed = 0)
    {
        var counter = Counter.Of($"series {seed}", 1, "plan");
        return [.. Enumerable.Range(0, samples).Select(i => Median * (1 + noise * (2 * counter.Unit((ulong)i) - 1)))];
    }
}
