// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Running;

/// <summary>Whether the samples of a backend are those of a steady state.</summary>
internal static class Steadiness
{
    /// <summary>Change from one half of the warm samples to the other that a steady state does not have.</summary>
    private const double LargestDrift = 1.05;

    /// <summary>Warm over cold, of one program: caches explain less than 1.</summary>
    private const double LargestInversion = 1.25;

    /// <param name="track">With all its samples.</param>
    /// <param name="attempts">Times that samples were taken.</param>
    /// <returns>The state, and what speaks against it in one sentence; null when nothing does.</returns>
    public static (SteadyState State, string? Fault) Of(Track track, int attempts)
    {
        var fault = Fault(track);
        return (new SteadyState(attempts, track.WarmUps[Track.Subject], track.WarmUps[Track.Twin], Drift(track), fault is null), fault);
    }

    private static string? Fault(Track track)
    {
        foreach (var (slot, name) in ((int, string)[])[(Track.Subject, "the program"), (Track.Twin, "its A/A twin")])
            if (track.WarmUps[slot] is { Reached: false } outcome)
                return Unsettled(name, outcome);
        var warm = track[Track.Subject, Condition.Warm];
        var first = warm[..(warm.Length / 2)];
        var second = warm[(warm.Length - warm.Length / 2)..];
        var drift = Bootstrap.Ratio(second, first);
        if (drift.Low > LargestDrift || drift.High < 1 / LargestDrift)
            return string.Create(CultureInfo.InvariantCulture,
                $"the second half of its warm samples takes {Drift(track):0.00} times what the first half does: {(drift.Low > 1 ? "it does not hold its speed (heat, power), or something else began to use the machine" : "it was still getting faster, or something else stopped using the machine")}");
        var cold = track[Track.Subject, Condition.Cold];
        return Bootstrap.Ratio(warm, cold).Low > LargestInversion
            ? string.Create(CultureInfo.InvariantCulture, $"a warm execution takes {Quantiles.Median(warm) / Quantiles.Median(cold):0.00} times what a cold one of the same program does: it was not warm yet, it does not hold in a batch what it does once (heat, power), or something else used the machine")
            : null;
    }

    /// <summary>For a program that did not settle.</summary>
    public static string Unsettled(string name, WarmUpOutcome outcome) => string.Create(CultureInfo.InvariantCulture,
        $"{name} reached no steady state: {(outcome.Windows < WarmUpOutcome.LeastWindows ? $"{outcome.Executions} executions in {outcome.Seconds:0.0} s are too few to see one" : $"after {outcome.Executions} executions in {outcome.Seconds:0.0} s it still became {outcome.Fall:P0} faster")}");

    private static double Drift(Track track)
    {
        var warm = track[Track.Subject, Condition.Warm];
        return Quantiles.Median(warm[(warm.Length - warm.Length / 2)..]) / Quantiles.Median(warm[..(warm.Length / 2)]);
    }
}
