// SPDX-License-Identifier: Apache-2.0
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Speed.Statistics;

/// <summary>
/// Percentile bootstrap of medians, with a fixed seed: the same samples give the same interval. Source: Efron and Tibshirani 1993, chapter 13.
/// </summary>
public static class Bootstrap
{
    private const int Resamples = 1000;
    private static readonly Counter Seed = new(0x7E9E_0001);

    /// <summary>The interval of the median.</summary>
    /// <param name="samples">At least one, independent.</param>
    public static Interval Median(ReadOnlySpan<double> samples)
    {
        var medians = new double[Resamples];
        var drawn = new double[samples.Length];
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var i = 0; i < drawn.Length; i++)
                drawn[i] = samples[Draw(resample, i, drawn.Length)];
            medians[resample] = SortedMedian(drawn);
        }
        return Middle(medians);
    }

    /// <summary>The interval of median over median. Samples of a round share what disturbed the machine, so whole rounds are drawn.</summary>
    /// <param name="numerators">One a round.</param>
    /// <param name="denominators">One a round, in the same order.</param>
    public static Interval Ratio(ReadOnlySpan<double> numerators, ReadOnlySpan<double> denominators)
    {
        var rounds = Math.Min(numerators.Length, denominators.Length);
        var (above, below, ratios) = (new double[rounds], new double[rounds], new double[Resamples]);
        for (var resample = 0; resample < Resamples; resample++)
        {
            for (var i = 0; i < rounds; i++)
            {
                var round = Draw(resample, i, rounds);
                (above[i], below[i]) = (numerators[round], denominators[round]);
            }
            ratios[resample] = SortedMedian(above) / SortedMedian(below);
        }
        return Middle(ratios);
    }

    private static int Draw(int resample, int position, int count) => (int)Seed.Integer(((ulong)resample << 32) + (ulong)position, 0, count - 1);

    private static double SortedMedian(double[] drawn)
    {
        Array.Sort(drawn);
        return Quantiles.OfSorted(drawn, 0.5);
    }

    private static Interval Middle(double[] statistics)
    {
        Array.Sort(statistics);
        const double tail = (1 - Interval.Confidence) / 2;
        return new Interval(Quantiles.OfSorted(statistics, tail), Quantiles.OfSorted(statistics, 1 - tail));
    }
}
