// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Repeats;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Runs a plan in worker processes and never loads a backend itself. A case is written to the journal before it is dispatched, so a crash
/// names its case; a crash or a hang costs one process and one case. When the plan is through, every case that ended badly is run once more,
/// last one first, in processes that have run nothing but such cases, and in one of its own where it ended its process; another outcome makes
/// it flaky, and then the case is looked for that has to run before it. Of some bad cases the smallest that goes wrong alike is looked for. Of the
/// good ones some are run again in an ordinary host.
/// </summary>
public sealed class Supervisor(SupervisorSettings settings, Journal journal, IRunObserver observer, EvidenceFile? evidence = null, MappedModules? modules = null)
{
    /// <summary>A run of fewer cases is over before a process that waits would pay.</summary>
    private const int WorthASpare = 64;
    private readonly RunLedger _ledger = new(journal);
    private readonly IsolationMeter _meter = new();
    private readonly List<Incident> _incidents = [];
    private readonly Lock _observing = new();
    private bool _opened;
    private DeviceIdentity? _before;
    private bool _keepsSpare;
    private int _searches;

    /// <summary>Takes over what an earlier process left in the same journal, before <see cref="Run"/>. What it has judged is not judged again, if its evidence is there.</summary>
    public void Resume(IReadOnlyList<JournalRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        _ledger.Replay(records.Where(record => record.Result is not { } result || IsShown(result)));
        _before = records.Select(record => record.Opened?.Identity).OfType<DeviceIdentity>().FirstOrDefault();
        _incidents.AddRange(records.Select(record => record.Incident).OfType<Incident>());
    }

    /// <summary>Judges every case of the plan, or as many as there were when cancelled or when the journal failed.</summary>
    /// <returns>Results in plan order; cases not reached are <see cref="Verdict.NotRun"/>.</returns>
    /// <exception cref="WorkerStartException">The backend could not be brought up.</exception>
    /// <exception cref="OtherDeviceException">The run was taken up, and the device is not the one it began on.</exception>
    /// <exception cref="SuiteFaultException">The suite itself failed on a case; all others are judged.</exception>
    /// <exception cref="JournalException">Results could not be kept; what was judged is in <see cref="Results"/>.</exception>
    public async Task<IReadOnlyList<CaseResult>> Run(CasePlan plan, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var workers = new SpareWorker(settings.Command, settings.MemoryLimit);
        var watch = new LaneWatch(Announce, Happened, _meter);
        WorkerLane Lane(EvidenceFile? kept) => new(settings, workers, kept, watch);
        var open = plan.Ids.Where(id => _ledger[id] is null).ToList();
        _keepsSpare = open.Count >= WorthASpare;
        await Dispatch(open, First, () => Lane(evidence), stop).ConfigureAwait(false);
        var doubtful = stop.IsCancellationRequested ? [] : plan.Ids.Reverse().Where(IsDoubtful).ToList();
        if (doubtful.Count > 0)
        {
            workers.Drop();
            observer.JudgingAgain(doubtful.Count);
        }
        await Dispatch(doubtful, Again, () => Lane(evidence), stop).ConfigureAwait(false);
        using (var lane = Lane(kept: null))
            await Shrink(plan, lane, stop.Token).ConfigureAwait(false);
        if (settings.Repeats && evidence is not null && !stop.IsCancellationRequested)
            await Repeat(plan, evidence, workers, stop).ConfigureAwait(false);
        return plan.Ids.Select(id => _ledger[id]).FirstOrDefault(result => result?.Rule == SuiteFaultException.Rule) is { } fault
            ? throw new SuiteFaultException(fault.Case, fault.Text ?? "")
            : Results(plan);
    }

    /// <summary>What isolation has cost so far.</summary>
    public IsolationCost Isolation => _meter.Cost;

    /// <summary>What has happened to workers so far, in the order it did.</summary>
    public IReadOnlyList<Incident> Incidents
    {
        get
        {
            lock (_observing)
                return [.. _incidents];
        }
    }

    /// <summary>What has been judged so far, in plan order.</summary>
    public IReadOnlyList<CaseResult> Results(CasePlan plan) =>
        RecordedRun.InOrder(plan, _ledger.Results);

    private Task Dispatch(List<string> ids, Func<WorkerLane, string, CancellationToken, Task> work, Func<WorkerLane> lanes, CancellationTokenSource stop, int? most = null)
    {
        var queue = new ConcurrentQueue<string>(ids);
        return Task.WhenAll(Enumerable.Range(0, Math.Min(most ?? settings.Workers, ids.Count)).Select(_ => Dispatch(queue, work, lanes(), stop)));
    }

    private async Task Dispatch(ConcurrentQueue<string> queue, Func<WorkerLane, string, CancellationToken, Task> work, WorkerLane lane, CancellationTokenSource stop)
    {
        using var owned = lane;
        try
        {
            while (!stop.IsCancellationRequested && queue.TryDequeue(out var id))
                await work(lane, id, stop.Token).ConfigureAwait(false);
            if (lane.Worker is { } process)
                modules?.Look(process);
            if (settings.Repeats && _ledger.Results.Values.All(result => result.Verdict.IsAcceptable()))
                lane.Return();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task First(WorkerLane lane, string id, CancellationToken cancellation)
    {
        var result = await Judge(lane, id, cancellation).ConfigureAwait(false);
        _ledger.Judged(result);
        if (_keepsSpare)
            lane.KeepSpare();
        lock (_observing)
        {
            observer.Judged(result);
        }
    }

    private async Task Again(WorkerLane lane, string id, CancellationToken cancellation)
    {
        var first = _ledger[id]!;
        if (EndsItsProcess(first))
            lane.Retire();
        var again = await Judge(lane, id, cancellation).ConfigureAwait(false);
        if (first.Verdict == again.Verdict)
        {
            _ledger.Judged(first with { Tries = first.Tries + 1 });
            return;
        }
        var after = again.Verdict.IsAcceptable() ? await Culprit(lane, id, cancellation).ConfigureAwait(false) : null;
        _ledger.Judged(first with
        {
            Tries = first.Tries + 1,
            Verdict = Verdict.Flaky,
            After = after,
            Text = $"first {first.Verdict.Name()} ({first.Text}), then, in a fresh process, {again.Verdict.Name()}{(after is null ? "" : $"; it goes wrong when '{after}' ran before it")}",
        });
    }

    /// <summary>Replays are not dispatches of the plan: their outcomes are nobody's results.</summary>
    private async Task<string?> Culprit(WorkerLane beside, string id, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _searches) > settings.OrderSearches)
            return null;
        var search = new OrderSearch(async cases =>
        {
            using var lane = beside.Beside();
            foreach (var item in cases)
            {
                await lane.Ready(cancellation).ConfigureAwait(false);
                if (!(await lane.Judge(item, cancellation).ConfigureAwait(false)).Verdict.IsAcceptable() && (item == id || _ledger[item]?.Verdict.IsAcceptable() != false))
                    return true;
            }
            return false;
        });
        return await search.Find(_ledger.Before(id), id).ConfigureAwait(false);
    }

    /// <summary>Smaller cases are no part of the plan: they leave no record but their id, and no evidence.</summary>
    private async Task Shrink(CasePlan plan, WorkerLane lane, CancellationToken cancellation)
    {
        try
        {
            foreach (var failed in Shrinker.Candidates(Results(plan), settings.Shrunk))
                if (await new Shrinker(lane).Shrink(failed, cancellation).ConfigureAwait(false) is { } smallest)
                    _ledger.Judged(failed with { Smallest = smallest });
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }

    private async Task Repeat(CasePlan plan, EvidenceFile kept, SpareWorker workers, CancellationTokenSource stop)
    {
        var drawn = RepeatDraw.Of(Results(plan), settings.Worker.Nonce).Where(result => result.Repeat is null).Select(result => result.Case).ToList();
        if (drawn.Count == 0)
            return;
        lock (_observing)
            observer.Repeating(drawn.Count);
        using var folder = new NeutralFolder();
        var hosted = settings with { Worker = settings.Worker with { Host = folder.Program } };
        await Dispatch(drawn, new HostRepetition(_ledger, kept).Repeat, () => new WorkerLane(hosted, workers, null, new LaneWatch(_ => { }, Happened, _meter)), stop, drawn.Count < WorthASpare ? 1 : settings.Workers).ConfigureAwait(false);
    }

    private async Task<CaseResult> Judge(WorkerLane lane, string id, CancellationToken cancellation)
    {
        var process = await lane.Ready(cancellation).ConfigureAwait(false);
        modules?.Meet(process);
        _ledger.Dispatched(process, id);
        return await lane.Judge(id, cancellation).ConfigureAwait(false);
    }

    private bool IsShown(CaseResult result) =>
        evidence is null || !settings.Worker.LeavesEvidence || !CaseEvidence.IsOwed(result) || (result.Evidence is { } digest && evidence.Holds(digest));

    private bool IsDoubtful(string id) => _ledger[id] is { Tries: 1 } result && !result.Verdict.IsAcceptable();

    private static bool EndsItsProcess(CaseResult result) => result.Verdict is Verdict.Crash or Verdict.Hang or Verdict.DeviceLost or Verdict.NotRun;

    private void Announce(DeviceOpened device)
    {
        lock (_observing)
        {
            if (_opened)
                return;
            if (_before is { } there && device.Identity is { } here && there != here)
                throw new OtherDeviceException(there, here);
            _opened = true;
            journal.Append(new JournalRecord { Opened = device });
            observer.Opened(device.Device);
        }
    }

    private void Happened(Incident incident)
    {
        lock (_observing)
        {
            journal.Append(new JournalRecord { Incident = incident });
            _incidents.Add(incident);
            observer.Happened(incident);
        }
    }
}
