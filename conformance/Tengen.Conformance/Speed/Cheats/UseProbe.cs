// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Cheats;

/// <summary>
/// Whether the work of a warm batch is done when and as often as it says: an execution between a write of its inputs and a read of its outputs must not take much longer
/// than one amid others. What writing and reading take is measured alike and taken off.
/// </summary>
internal static class UseProbe
{
    /// <summary>Used over warm above which work is left out or put off. Data that another thread has just written are farther away than data that have just been read; that explains less.</summary>
    private const double LargestRatio = 3;

    /// <summary>Launch floors that a device may need to turn from one kind of work to another.</summary>
    private const double Turns = 10;

    /// <summary>A floor above this excuses no more: the device sets it.</summary>
    private const double LargestFloor = 20e-6;

    /// <summary>Above the numbers that other samples use, of which each stands for two.</summary>
    private const int FirstFresh = 20_000;

    /// <remarks>The last sample is a used one: what was read is there to be judged.</remarks>
    /// <param name="track">The backend, with the shape in its slot.</param>
    /// <param name="floor">Seconds of the device's smallest program; null when not known.</param>
    /// <param name="cancellation">Interrupts.</param>
    public static Task<BenchFinding?> Run(Track track, double? floor, CancellationToken cancellation) => Suspicion.Confirmed(async attempt =>
    {
        var (warm, used, traffic) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < BenchSettings.ProbeRounds; round++)
        {
            var number = FirstFresh + attempt * BenchSettings.ProbeRounds + round;
            await track.Sample(Track.Subject, Condition.Warm, 0, warm, cancellation).ConfigureAwait(false);
            await track.Sample(Track.Subject, Condition.Traffic, number, traffic, cancellation).ConfigureAwait(false);
            await track.Sample(Track.Subject, Condition.Used, number, used, cancellation).ConfigureAwait(false);
        }
        return track.Outcome is null ? Judge([.. warm], [.. used.Zip(traffic, (with, without) => with - without)], Turns * Math.Min(floor ?? 0, LargestFloor)) : null;
    });

    private static BenchFinding? Judge(double[] warm, double[] used, double allowance)
    {
        var (amid, alone) = (Quantiles.Median(warm), Quantiles.Median(used));
        return Bootstrap.Ratio(used, warm).Low > LargestRatio && alone > LargestRatio * amid + allowance
            ? SpeedRule.Deferred.Broken(string.Create(CultureInfo.InvariantCulture,
                $"an execution whose inputs were just written and whose outputs are read at once takes {alone / amid:0.0} times as long as one amid others: results are kept until somebody writes, or computed when somebody reads"))
            : null;
    }
}
