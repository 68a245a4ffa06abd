// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Runs a plan in worker processes and never loads a backend itself. A case is written to the journal before it is dispatched, so a crash
/// names its case; a crash or a hang costs one process and one case. When the plan is through, every case that ended badly is run once more,
/// last one first, in processes that have run nothing but such cases; another outcome makes it flaky.
/// </summary>
public sealed class Supervisor(SupervisorSettings settings, Journal journal, IRunObserver observer, EvidenceFile? evidence = null)
{
    private readonly ConcurrentDictionary<string, CaseResult> _results = new(StringComparer.Ordinal);
    private readonly Lock _observing = new();
    private bool _opened;

    /// <summary>Judges every case of the plan, or as many as there were when cancelled or when the journal failed.</summary>
    /// <returns>Results in plan order; cases not reached are <see cref="Verdict.NotRun"/>.</returns>
    /// <exception cref="WorkerStartException">The backend could not be brought up.</exception>
    /// <exception cref="SuiteFaultException">The suite itself failed on a case.</exception>
    /// <exception cref="JournalException">Results could not be kept; what was judged is in <see cref="Results"/>.</exception>
    public async Task<IReadOnlyList<CaseResult>> Run(CasePlan plan, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await Dispatch(plan.Ids, Keep, stop).ConfigureAwait(false);
        await Dispatch([.. plan.Ids.Reverse().Where(IsBad)], Reconcile, stop).ConfigureAwait(false);
        return Results(plan);
    }

    /// <summary>What has been judged so far, in plan order.</summary>
    public IReadOnlyList<CaseResult> Results(CasePlan plan) =>
        RecordedRun.InOrder(plan, _results);

    private Task Dispatch(IReadOnlyList<string> ids, Action<CaseResult> take, CancellationTokenSource stop)
    {
        var queue = new ConcurrentQueue<string>(ids);
        return Task.WhenAll(Enumerable.Range(0, Math.Min(settings.Workers, ids.Count)).Select(_ => Dispatch(queue, take, stop)));
    }

    private async Task Dispatch(ConcurrentQueue<string> queue, Action<CaseResult> take, CancellationTokenSource stop)
    {
        WorkerProcess? worker = null;
        try
        {
            while (!stop.IsCancellationRequested && queue.TryDequeue(out var id))
            {
                journal.Append(new JournalRecord { Dispatch = id });
                (var result, worker) = await Try(worker, id, stop.Token).ConfigureAwait(false);
                take(result);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return;
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            worker?.Dispose();
        }
    }

    private async Task<(CaseResult Result, WorkerProcess? Worker)> Try(WorkerProcess? worker, string id, CancellationToken cancellation)
    {
        worker ??= await Start(cancellation).ConfigureAwait(false);
        try
        {
            var reply = await worker.Ask(new WorkerRequest { Case = id }, settings.CaseLimit, cancellation).ConfigureAwait(false);
            if (reply?.Fault is { } fault)
                throw new SuiteFaultException(id, fault);
            if (reply?.Result is { } result)
                return (reply.Evidence is { } line && evidence is not null ? result with { Evidence = evidence.Append(line) } : result, worker);
            var crash = new CaseResult { Case = id, Verdict = Verdict.Crash, Rule = "TG-P-3", Text = $"the process that ran the case {worker.Obituary()}" };
            worker.Dispose();
            return (crash, null);
        }
        catch (TimeoutException)
        {
            worker.Dispose();
            return (new CaseResult
            {
                Case = id,
                Verdict = Verdict.Hang,
                Rule = "limit.case",
                Text = $"no answer within {settings.CaseLimit.TotalSeconds:0.###} s; the process was killed",
                Hint = "raise the limit with --timeout when the device is only slow",
                Seconds = settings.CaseLimit.TotalSeconds,
            }, null);
        }
        catch
        {
            worker.Dispose();
            throw;
        }
    }

    private async Task<WorkerProcess> Start(CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var worker = new WorkerProcess(settings.Command);
            try
            {
                var reply = await worker.Ask(new WorkerRequest { Settings = settings.Worker }, settings.StartLimit, cancellation).ConfigureAwait(false);
                if (reply?.Ready is { } description)
                {
                    Announce(description);
                    return worker;
                }
                if (reply?.Refused is { } reason)
                    throw new WorkerStartException(reason);
                if (attempt >= settings.StartAttempts)
                    throw new WorkerStartException($"the process that loaded '{settings.Worker.Backend}' {worker.Obituary()}, {attempt} times in a row");
                worker.Dispose();
            }
            catch (TimeoutException)
            {
                throw new WorkerStartException($"'{settings.Worker.Backend}' did not load and open within {settings.StartLimit.TotalSeconds:0.###} s; the process was killed");
            }
            catch
            {
                worker.Dispose();
                throw;
            }
        }
    }

    private bool IsBad(string id) => _results.TryGetValue(id, out var result) && !result.Verdict.IsAcceptable();

    private void Reconcile(CaseResult again)
    {
        var first = _results[again.Case];
        if (first.Verdict == again.Verdict)
            return;
        _results[again.Case] = first with
        {
            Verdict = Verdict.Flaky,
            Text = $"first {first.Verdict.Name()} ({first.Text}), then, in a fresh process, {again.Verdict.Name()}",
        };
        journal.Append(new JournalRecord { Result = _results[again.Case] });
    }

    private void Announce(string description)
    {
        lock (_observing)
        {
            if (_opened)
                return;
            _opened = true;
            journal.Append(new JournalRecord { Opened = new DeviceOpened(description) });
            observer.Opened(description);
        }
    }

    private void Keep(CaseResult result)
    {
        _results[result.Case] = result;
        journal.Append(new JournalRecord { Result = result });
        lock (_observing)
        {
            observer.Judged(result);
        }
    }
}
