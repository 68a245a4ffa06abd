// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text.Json;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Execution;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// A place where cases run one after another: a worker, and the next one when that is used up. Whatever a worker does comes out as the
/// outcome of the case it was given. Owned by one dispatcher; not thread-safe.
/// </summary>
internal sealed class WorkerLane(SupervisorSettings settings, SpareWorker workers, EvidenceFile? evidence, LaneWatch watch) : IDisposable
{
    private const long MiB = 1 << 20;
    private WorkerProcess? _worker;
    private Stopwatch? _clock;
    private string _last = "";

    /// <summary>A lane of its own, with processes from the same supply; what runs there leaves no evidence.</summary>
    public WorkerLane Beside() => new(settings, workers, null, watch);

    /// <summary>From here on a process waits for the next loss of a worker, in this lane or in one with the same supply.</summary>
    public void KeepSpare() => workers.Prepare();

    /// <summary>Has a worker up, with the backend open.</summary>
    /// <returns>Its process id.</returns>
    /// <exception cref="WorkerStartException">The backend could not be brought up.</exception>
    public async Task<int> Ready(CancellationToken cancellation)
    {
        if (_worker is { IsSpent: true })
            Lose(IncidentKind.Late);
        _clock ??= Stopwatch.StartNew();
        _worker ??= await Start(cancellation).ConfigureAwait(false);
        return _worker.Id;
    }

    /// <summary>Gives the case to the worker that <see cref="Ready"/> brought up.</summary>
    public async Task<CaseResult> Judge(string id, CancellationToken cancellation)
    {
        var worker = _worker ?? throw new InvalidOperationException("no worker is up");
        (_last, Line) = (id, null);
        try
        {
            var reply = await worker.Ask(new WorkerRequest { Case = id }, settings.CaseLimit, cancellation).ConfigureAwait(false);
            if (worker.HasFlooded)
                Tell(IncidentKind.Flood);
            if (reply?.Result is { } result && result.Case == id)
                return Take(result, reply.Evidence);
            if (reply is { Fault: null })
                throw new JsonException("the reply is about something else");
            if (reply?.Fault is { } fault)
                return Lost(IncidentKind.Fault, Verdict.NotRun, SuiteFaultException.Rule, fault);
            return Lost(IncidentKind.Crash, Verdict.Crash, "TG-P-3", $"the process that ran the case {worker.Obituary()}");
        }
        catch (TimeoutException)
        {
            return Lost(IncidentKind.Hang, Verdict.Hang, "limit.case", $"no answer within {settings.CaseLimit.TotalSeconds:0.###} s{worker.Calls}; the process was killed") with
            {
                Hint = "raise the limit with --timeout when the device is only slow",
                Seconds = settings.CaseLimit.TotalSeconds,
            };
        }
        catch (MemoryLimitException e)
        {
            return Lost(IncidentKind.Memory, Verdict.Crash, "limit.memory",
                $"memory limit of {settings.MemoryLimit / MiB} MiB exceeded: the process held {e.Held / MiB} MiB, {Math.Max(0, e.Held - e.Before) / MiB} of them since the case began; it was killed") with
            {
                Hint = "raise the limit with --memory when the backend needs as much",
            };
        }
        catch (JsonException e)
        {
            return Lost(IncidentKind.Channel, Verdict.Contract, "TG-P-3", $"something else than the suite wrote to the worker's protocol channel: {e.Message}");
        }
        catch
        {
            Retire();
            throw;
        }
    }

    /// <summary>The evidence that came with the last answer, kept or not; null when there was none.</summary>
    public byte[]? Line { get; private set; }

    /// <summary>Id of the process that is up; null when none is.</summary>
    public int? Worker => _worker?.Id;

    /// <summary>Ends the worker; the next case gets a fresh one.</summary>
    public void Retire()
    {
        _worker?.Dispose();
        _worker = null;
    }

    /// <summary>Gives the worker back to the supply.</summary>
    public void Return()
    {
        if (_worker is { IsSpent: false } worker)
            workers.Return(worker);
        else
            _worker?.Dispose();
        _worker = null;
    }

    public void Dispose()
    {
        Retire();
        if (_clock is not null)
            watch.Meter.Closed(_clock.Elapsed);
        _clock = null;
    }

    private CaseResult Take(CaseResult result, byte[]? line)
    {
        watch.Meter.Judged(result.Seconds);
        if (result.Rule == Overdue.Rule)
            Tell(IncidentKind.Cancelled);
        if (line is null && settings.Worker.LeavesEvidence && result.Verdict is Verdict.Pass or Verdict.Vacuous && CaseEvidence.IsOwed(result))
            return Lost(IncidentKind.Channel, Verdict.Contract, CaseEvidence.Missing, $"the reply says {result.Verdict.Name()} and brings no outputs that show it: a pass is what anybody can compute again");
        Line = line;
        return line is not null && evidence is not null ? result with { Evidence = evidence.Append(line) } : result;
    }

    private CaseResult Lost(IncidentKind kind, Verdict verdict, string rule, string text)
    {
        Lose(kind);
        return new CaseResult { Case = _last, Verdict = verdict, Rule = rule, Text = text };
    }

    private void Lose(IncidentKind kind)
    {
        Tell(kind);
        Retire();
    }

    private void Tell(IncidentKind kind) => watch.Happened(new Incident(kind, _worker!.Id, _last));

    private async Task<WorkerProcess> Start(CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        for (var attempt = 1; ; attempt++)
        {
            var worker = await workers.Take().ConfigureAwait(false);
            try
            {
                var reply = await worker.Ask(new WorkerRequest { Settings = settings.Worker }, settings.StartLimit, cancellation).ConfigureAwait(false);
                if (reply?.Ready is { } description)
                {
                    watch.Meter.Started(clock.Elapsed);
                    watch.Opened(new DeviceOpened(description, reply.Identity));
                    return worker;
                }
                if (reply?.Refused is { } reason)
                    throw new WorkerStartException(reason);
                if (attempt >= settings.StartAttempts)
                    throw new WorkerStartException($"the process that loaded '{settings.Worker.Backend}' {worker.Obituary()}, {attempt} times in a row");
                worker.Dispose();
            }
            catch (Exception e)
            {
                var told = worker.NotUp(e, settings.Worker.Backend, settings.StartLimit);
                worker.Dispose();
                if (told is null)
                    throw;
                throw told;
            }
        }
    }
}
