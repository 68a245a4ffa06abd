// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Rooflines;

namespace Tengen.Conformance.Speed.Running;

/// <summary>
/// Peaks of a device that does not compute on the host's processors, from programs of known work. The device's own kernels run them, so a
/// share of such a peak says how even a device is, not how good; reports name the program.
/// </summary>
public static class DevicePeaks
{
    private const int Samples = 10;
    private const string Stream = "Add/f32/a=16777216,b=16777216/uniform";

    /// <summary>Two arrays are read, one is written. Counting so much work by the oracle's kernel would take minutes.</summary>
    private const long StreamBytes = 3 * sizeof(float) * 16777216L;

    /// <summary>A multiply-add is two.</summary>
    private const long ProductOperations = 2L * 2048 * 2048 * 2048;

    private static readonly string[] Types = ["f32", "f16", "bf16"];

    /// <returns>Null for a device on the host's processors: the host's own probes count.</returns>
    public static async Task<MachinePeaks?> Measure(IBenchTarget target, BenchSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(settings);
        if (target.Device.Kind == "cpu")
            return null;
        var arithmetic = new List<ArithmeticPeak>();
        foreach (var type in Types)
            if ($"MatMul/{type}/a=2048x2048,b=2048x2048/uniform" is var id && await Fastest(target, id, settings, cancellation).ConfigureAwait(false) is { } seconds)
                arithmetic.Add(new ArithmeticPeak(type, ProductOperations / seconds, $"the device's program {id}"));
        return await Fastest(target, Stream, settings, cancellation).ConfigureAwait(false) is { } streamed
            ? new MachinePeaks(0, arithmetic, [new BandwidthPeak(StreamBytes, StreamBytes / streamed, $"the device's program {Stream}")])
            : new MachinePeaks(0, arithmetic, []);
    }

    /// <returns>Null when it is not claimed, fails, or reaches no steady state: a peak that is too low would raise scores.</returns>
    private static async Task<double?> Fastest(IBenchTarget target, string id, BenchSettings settings, CancellationToken cancellation)
    {
        var (track, samples) = (new Track(target), new List<double>());
        await track.Prepare(new PrepareRequest(Track.Subject, id, [], settings.BatchSeconds), cancellation).ConfigureAwait(false);
        for (var sample = 0; sample < Samples; sample++)
            await track.Sample(Track.Subject, Condition.Warm, 0, samples, cancellation).ConfigureAwait(false);
        await track.Try(asked => asked.Clear(cancellation)).ConfigureAwait(false);
        return samples.Count > 0 && track.WarmUps[Track.Subject].Reached ? samples.Min() : null;
    }
}
