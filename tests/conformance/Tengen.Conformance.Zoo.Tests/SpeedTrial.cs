// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Speed.Statistics;
using Tengen.Conformance.Workers;
using Tengen.Reference.Cases;

namespace Tengen.Conformance.Zoo;

/// <summary>What <c>tengen bench</c> says of a configuration that certify lets pass: its own rules, on one shape.</summary>
internal static class SpeedTrial
{
    /// <summary>Timed outputs are held against the oracle.</summary>
    public const string Values = "bench: timed outputs";

    private const int Samples = 61;
    private static readonly BenchItem Sum = new("zoo", "Add/f32/a=1009,b=1009/uniform", "Add/f32/a=1013,b=1013/uniform");
    private static readonly BenchItem Product = new("zoo", "MatMul/f32/a=512x8,b=8x8/uniform", "MatMul/f32/a=511x8,b=8x8/uniform");

    /// <summary>Rules that hold one time against another are asked when everything is: a clock is no gate of a short run.</summary>
    public static bool NeedsClock(Inhabitant who) => who.Name is "results-remembered" or "results-until-written" or "results-when-read" or "shape-favoured" || who is { IsLegal: true, Family: Inhabitant.Speed };

    /// <returns>The rule that finds it, or null.</returns>
    public static async Task<string?> Run(WorkerCommand command, string plugin, Inhabitant who, CancellationToken cancellation)
    {
        var item = who.Name.StartsWith("shape-", StringComparison.Ordinal) ? Product : Sum;
        var settings = new SupervisorSettings { Command = command, Worker = new WorkerSettings(plugin, 0, new Dictionary<string, string> { ["zoo"] = who.Name }, Case.DailyNonce, []) };
        using var target = await WorkerTarget.Open(who.Name, settings, cancellation);
        var track = new Track(target);
        await track.Prepare(new PrepareRequest(Track.Subject, item.Case, item.Weights, new BenchSettings().BatchSeconds), cancellation);
        for (var i = 0; i < Samples; i++)
            await track.Sample(Track.Subject, Condition.Warm, 0, cancellation);
        await track.Try(async asked => track.Checks.Add(await asked.Check(Track.Subject, cancellation)));
        await track.Sample(Track.Subject, Condition.Fresh, 1, cancellation);
        await track.Try(async asked => track.Checks.Add(await asked.Check(Track.Subject, cancellation)));
        Assert.True(track.Outcome is null, $"{who.Name}: {track.Text}");
        Assert.True(track.WarmUps[Track.Subject].Reached, $"{who.Name} reaches no steady state: {track.WarmUps[Track.Subject]}");
        if (track.Checks.Any(check => check.ErrOverBound > 1))
            return Values;
        var finding = Claims.Sleeps(target.Device.Kind, Quantiles.Median([.. track.Busy]));
        if (Effort.IsComplete)
            finding ??= await RepetitionProbe.Run(track, cancellation) ?? await UseProbe.Run(track, null, cancellation) ?? await NeighbourProbe.Run(track, item.Near!, item.Weights, new BenchSettings(), 1, cancellation);
        return finding is null ? null : $"bench: {finding.Rule}";
    }
}
