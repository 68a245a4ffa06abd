// SPDX-License-Identifier: Apache-2.0
using Tengen.Cli.Display;
using Tengen.Conformance;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Speed.Probes;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Running;
using Tengen.Conformance.Speed.Sets;
using Tengen.Conformance.Workers;
using Self = Tengen.Conformance.Workers.WorkerCommand;

namespace Tengen.Cli.Commands;

/// <summary>One benchmark from the first process to the last figure.</summary>
/// <param name="chosen">The backends.</param>
/// <param name="items">The shapes.</param>
/// <param name="settings">How samples are taken.</param>
/// <param name="journal">Where every figure is kept as soon as it is there.</param>
internal sealed class BenchSession(BenchChoice chosen, List<BenchItem> items, BenchSettings settings, Journal journal)
{
    /// <summary>What one step may take.</summary>
    public required TimeSpan Limit { get; init; }

    /// <summary>Processors to bind everything to; null = all, and nothing is bound.</summary>
    public required int? Processors { get; init; }

    /// <exception cref="WorkerStartException">A backend could not be brought up.</exception>
    public async Task<BenchReport> Run(CancellationToken cancellation)
    {
        var targets = new List<WorkerTarget>();
        try
        {
            foreach (var (name, worker) in chosen.Backends)
                targets.Add(await WorkerTarget.Open(name, new SupervisorSettings { Command = Self.Self(WorkerCommand.Name), Worker = worker, CaseLimit = Limit }, Processors, cancellation));
            Terminal.Say("probing the host's peaks and the devices' launch floors");
            var (host, pinned) = ProbeHost();
            var backends = new List<BenchBackend>();
            foreach (var (target, worker) in targets.Zip(chosen.Backends))
                backends.Add(await Describe(target, worker.Settings, cancellation));
            var run = new BenchRun
            {
                Suite = SuiteVersion.Suite,
                Abi = SuiteVersion.Abi,
                Started = DateTimeOffset.UtcNow,
                Environment = BenchEnvironment.Now(pinned),
                Baseline = chosen.Baseline,
                Host = host,
                Planned = items.Count,
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

    public ExitCode Outcome(BenchReport report) =>
        report.Results.Select(result => (result.Case, result.Backend)).Distinct().Count() < items.Count * chosen.Backends.Count ? ExitCode.Incomplete
        : !report.Clean ? ExitCode.ConformanceFailures
        : report.Results.All(result => result.Outcome == BenchResult.Declined) ? ExitCode.NothingSelected
        : ExitCode.Conformant;

    private async Task<BenchReport> Measure(List<WorkerTarget> targets, BenchRun run, CancellationToken cancellation)
    {
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
        return new BenchReport(run, results, ratios, Path.GetFullPath(journal.Path));
    }

    private async Task<BenchBackend> Describe(WorkerTarget target, WorkerSettings worker, CancellationToken cancellation)
    {
        var floor = await LaunchFloor.Measure(target, settings, cancellation);
        var peaks = await DevicePeaks.Measure(target, settings, cancellation);
        return new BenchBackend(target.Name, worker.Backend, target.Device.Description, target.Device.Kind, target.Device.Simulated, worker.Options, floor?.Seconds, floor?.Case, peaks);
    }

    private (MachinePeaks Peaks, string? Pinned) ProbeHost()
    {
        using var pinning = Pinning.Of(Processors);
        return (HostProbe.Run(Processors ?? Environment.ProcessorCount), pinning?.Processors);
    }
}
