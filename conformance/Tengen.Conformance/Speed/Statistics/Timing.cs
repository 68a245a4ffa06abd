// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Serialization;

namespace Tengen.Conformance.Speed.Statistics;

/// <summary>What a series of samples says. Seconds of one execution.</summary>
/// <param name="Median">The figure: p50.</param>
/// <param name="Low">Lower end of its 95 % interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="P95">19 of 20 samples took no longer.</param>
/// <param name="P99">99 of 100 samples took no longer.</param>
/// <param name="Samples">How many.</param>
/// <param name="Twin">Median of the A/A twin over <paramref name="Median"/>: 1 on a machine that does nothing else.</param>
/// <param name="Conclusive">The interval is at most <see cref="Tightness"/> of the median wide, the twin agrees as closely, and the samples are those of a steady state.</param>
public sealed record Timing(double Median, double Low, double High, double P95, double P99, int Samples, double Twin, bool Conclusive)
{
    /// <summary>Width of an interval, and distance of a twin, that a figure may have. Source: conformance rules, section 7.</summary>
    public const double Tightness = 0.02;

    /// <param name="samples">At least one.</param>
    /// <param name="twin">At least one, of the A/A twin.</param>
    /// <param name="steady">They are those of a steady state.</param>
    public static Timing Of(ReadOnlySpan<double> samples, ReadOnlySpan<double> twin, bool steady)
    {
        var sorted = samples.ToArray();
        Array.Sort(sorted);
        var (median, interval) = (Quantiles.OfSorted(sorted, 0.5), Bootstrap.Median(samples));
        var ratio = Quantiles.Median(twin) / median;
        return new Timing(
            median, interval.Low, interval.High, Quantiles.OfSorted(sorted, 0.95), Quantiles.OfSorted(sorted, 0.99), sorted.Length, ratio,
            IsConclusive(median, interval.Low, interval.High, ratio, steady));
    }

    /// <summary>Why samples of a steady state are not conclusive, in words; empty when they are.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Doubts =>
    [
        .. IsNarrow(Median, Low, High) ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"interval {(High - Low) / Median:P1}")],
        .. Agrees(Twin) ? (string[])[] : [string.Create(CultureInfo.InvariantCulture, $"twin {Twin - 1:+0.0%;-0.0%}")],
    ];

    internal static bool IsConclusive(double median, double low, double high, double twin, bool steady) => steady && IsNarrow(median, low, high) && Agrees(twin);

    private static bool IsNarrow(double median, double low, double high) => new Interval(low, high).Width <= Tightness * median;

    private static bool Agrees(double twin) => Math.Abs(twin - 1) <= Tightness;
}
