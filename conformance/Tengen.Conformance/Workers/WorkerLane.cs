// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// A place where cases run one after another: a worker, and the next one when that is used up. Whatever a worker does comes out as the
/// outcome of the case it was given. Owned by one dispatcher; not thread-safe.
/// </summary>
internal sealed class WorkerLane(SupervisorSettings settings, EvidenceFile? evidence, Action<string> opened) : IDisposable
{
    private WorkerProcess? _worker;

    /// <summary>Has a worker up, with the backend open.</summary>
    /// <returns>Its process id.</returns>
    /// <exception cref="WorkerStartException">The backend could not be brought up.</exception>
    public async Task<int> Ready(CancellationToken cancellation)
    {
        if (_worker is { IsSpent: true })
            Retire();
        _worker ??= await Start(cancellation).ConfigureAwait(false);
        return _worker.Id;
    }

    /// <summary>Gives the case to the worker that <see cref="Ready"/> brought up.</summary>
    public async Task<CaseResult> Judge(string id, CancellationToken cancellation)
    {
        var worker = _worker ?? throw new InvalidOperationException("no worker is up");
        try
        {
            var reply = await worker.Ask(new WorkerRequest { Case = id }, settings.CaseLimit, cancellation).ConfigureAwait(false);
            if (reply?.Result is { } result && result.Case == id)
                return reply.Evidence is { } line && evidence is not null ? result with { Evidence = evidence.Append(line) } : result;
            if (reply is { Fault: null })
                throw new JsonException("the reply is about something else");
            var lost = reply?.Fault is { } fault
                ? new CaseResult { Case = id, Verdict = Verdict.NotRun, Rule = SuiteFaultException.Rule, Text = fault }
                : new CaseResult { Case = id, Verdict = Verdict.Crash, Rule = "TG-P-3", Text = $"the process that ran the case {worker.Obituary()}" };
            Retire();
            return lost;
        }
        catch (TimeoutException)
        {
            Retire();
            return new CaseResult
            {
                Case = id,
                Verdict = Verdict.Hang,
                Rule = "limit.case",
                Text = $"no answer within {settings.CaseLimit.TotalSeconds:0.###} s; the process was killed",
                Hint = "raise the limit with --timeout when the device is only slow",
                Seconds = settings.CaseLimit.TotalSeconds,
            };
        }
        catch (JsonException e)
        {
            Retire();
            return new CaseResult { Case = id, Verdict = Verdict.Contract, Rule = "TG-P-3", Text = $"something else than the suite wrote to the worker's protocol channel: {e.Message}" };
        }
        catch
        {
            Retire();
            throw;
        }
    }

    /// <summary>Id of the process that is up; null when none is.</summary>
    public int? Worker => _worker?.Id;

    /// <summary>Ends the worker; the next case gets a fresh one.</summary>
    public void Retire()
    {
        _worker?.Dispose();
        _worker = null;
    }

    public void Dispose() => Retire();

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
                    opened(description);
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
            catch (JsonException e)
            {
                throw new WorkerStartException($"'{settings.Worker.Backend}' wrote to the worker's protocol channel while it was loaded: {e.Message}");
            }
            catch
            {
                worker.Dispose();
                throw;
            }
        }
    }
}
