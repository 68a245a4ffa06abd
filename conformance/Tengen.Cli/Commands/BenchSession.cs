// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Probes;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Verdicts;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary>One benchmark from the first process to the last figure.</summary>
/// <param name="chosen">The backends.</param>
/// <param name="items">The shapes.</param>
/// <param name="settings">How samples are taken.</param>
/// <param name="header">The first record of the journal.</param>
/// <param name="journal">Where every figure is kept as soon as it is there.</param>
internal sealed class BenchSession(BenchChoice chosen, List<BenchItem> items, BenchSettings settings, RunHeader header, Journal journal)
{
    /// <summary>What one step may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Processors to bind everything to; null = all, and nothing is bound.</summary>
    public required int? Processors { get; init; }

    /// <summary>SHA-256 of the model whose parts the shapes are; null when they are cases.</summary>
    public required string? ModelSha256 { get; init; }

    /// <exception cref="WorkerStartException">A backend could not be brought up.</exception>
    public async Task<BenchReport> Run(CancellationToken cancellation)
    {
        var targets = new List<WorkerTarget>();
        try
        {
            foreach (var (name, worker) in chosen.Backends)
                targets.Add(await WorkerTarget.Open(name, new SupervisorSettings { Command = Self.Self(WorkerCommand.Name) with { Processors = Processors }, Worker = worker, CaseLimit = Limit }, cancellation));
            Terminal.Say("probing the host's peaks and the devices' launch floors");
            var (host, pinned) = ProbeHost();
            var backends = new List<BenchBackend>();
            foreach (var (target, worker) in targets.Zip(chosen.Backends))
                backends.Add(await Describe(target, worker.Settings, cancellation));
            var run = new BenchRun
            {
                Environment = BenchEnvironment.Now(pinned),
                Baseline = chosen.Baseline,
                ModelSha256 = ModelSha256,
                SuiteSha256 = FileDigest.OfSuite(),
                Variables = WorkerEnvironment.Passed(),
                Host = host,
                Backends = backends,
            };
            journal.Append(new JournalRecord { Bench = run });
            return await Measure(targets, run, cancellation);
        }
        finally
        {
            targets.ForEach(target => target.Dispose());
        }
    }

    public static ExitCode Outcome(BenchReport report) =>
        report.Missing > 0 ? ExitCode.Incomplete
        : !report.Clean ? ExitCode.ConformanceFailures
        : report.Results.All(result => result.Outcome == BenchResult.Declined) ? ExitCode.NothingSelected
        : ExitCode.Conformant;

    private async Task<BenchReport> Measure(List<WorkerTarget> targets, BenchRun run, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var (results, ratios, progress) = (new List<BenchResult>(), new List<BenchRatio>(), new BenchProgress(items.Count));
        try
        {
            await new BenchRunner(targets, run, settings, (measured, compared) =>
            {
                results.AddRange(measured);
                ratios.AddRange(compared);
                foreach (var result in measured)
                    journal.Append(new JournalRecord { Speed = result });
                foreach (var ratio in compared)
                    journal.Append(new JournalRecord { Ratio = ratio });
                progress.Measured(measured);
            }).Run(items, cancellation);
        }
        catch (OperationCanceledException) when (results.Count > 0)
        {
            Terminal.Error($"interrupted after {progress.Done} of {items.Count} shapes");
        }
        var report = new BenchReport(header, run, results, ratios, Path.GetFullPath(journal.Path));
        journal.Append(new JournalRecord { End = new RunEnd(DateTimeOffset.UtcNow, clock.Elapsed.TotalSeconds, Outcomes(report)) });
        return report;
    }

    private static SortedDictionary<string, int> Outcomes(BenchReport report)
    {
        var outcomes = new SortedDictionary<string, int>(report.Results.Where(result => result.Condition == "warm").CountBy(result => result.Outcome).ToDictionary(), StringComparer.Ordinal);
        if (report.Missing > 0)
            outcomes[Verdict.NotRun.Name()] = report.Missing;
        return outcomes;
    }

    private async Task<BenchBackend> Describe(WorkerTarget target, WorkerSettings worker, CancellationToken cancellation)
    {
        var floor = await LaunchFloor.Measure(target, settings, cancellation);
        var peaks = await DevicePeaks.Measure(target, settings, cancellation);
        return new BenchBackend(target.Name, worker.Backend, FileDigest.Of(worker.Backend), target.Device.Description, target.Device.Kind, target.Device.Simulated, worker.Options, floor?.Seconds, floor?.Case, peaks, target.Device.Identity);
    }

    private (MachinePeaks Peaks, string? Pinned) ProbeHost()
    {
        using var pinning = Pinning.Of(Processors);
        return (HostProbe.Run(Processors ?? Environment.ProcessorCount), pinning?.Processors);
    }
}
