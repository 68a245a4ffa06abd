// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Workers;

namespace Tengen.Conformance.Speed.Running;

/// <summary>
/// A backend in a worker process. When that crashes or hangs, what was asked fails and the next preparation starts another. Disposing kills
/// the process.
/// </summary>
public sealed class WorkerTarget : IBenchTarget, IDisposable
{
    private readonly SupervisorSettings _settings;
    private WorkerProcess? _worker;

    private WorkerTarget(string name, SupervisorSettings settings) => (Name, _settings) = (name, settings);

    public string Name { get; }

    public SpeedDevice Device { get; private set; } = new("", "other", false);

    /// <param name="name">See <see cref="Name"/>.</param>
    /// <param name="settings">Command, subject and limits.</param>
    /// <param name="cancellation">Interrupts.</param>
    /// <exception cref="WorkerStartException">The backend could not be brought up.</exception>
    public static async Task<WorkerTarget> Open(string name, SupervisorSettings settings, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var target = new WorkerTarget(name, settings);
        await target.Start(cancellation).ConfigureAwait(false);
        return target;
    }

    public async Task<Prepared> Prepare(PrepareRequest request, CancellationToken cancellation)
    {
        if (_worker is null)
            await Start(cancellation).ConfigureAwait(false);
        var reply = await Ask(new SpeedRequest { Prepare = request }, request.Case, cancellation).ConfigureAwait(false);
        return reply.Declined is { } reason ? throw new DeclinedException(reason) : new Prepared(reply.Batch!.Value, reply.WarmUp!);
    }

    public async Task<WarmUpOutcome> WarmUp(int slot, CancellationToken cancellation) =>
        (await Ask(new SpeedRequest { WarmUp = slot }, "warm-up", cancellation).ConfigureAwait(false)).WarmUp!;

    public async Task<Sample> Sample(SampleRequest request, CancellationToken cancellation) =>
        (await Ask(new SpeedRequest { Sample = request }, "sample", cancellation).ConfigureAwait(false)).Sample!.Value;

    public async Task<OutputCheck> Check(int slot, CancellationToken cancellation) =>
        (await Ask(new SpeedRequest { Check = slot }, "check", cancellation).ConfigureAwait(false)).Check!;

    public async Task Clear(CancellationToken cancellation)
    {
        if (_worker is not null)
            await Ask(new SpeedRequest { Clear = true }, "clear", cancellation).ConfigureAwait(false);
    }

    public void Dispose() => Drop();

    private async Task Start(CancellationToken cancellation)
    {
        _worker = new WorkerProcess(_settings.Command);
        try
        {
            var reply = (await _worker.Ask(new WorkerRequest { Speed = new SpeedRequest { Open = _settings.Worker } }, _settings.StartLimit, cancellation).ConfigureAwait(false))?.Speed;
            Device = reply?.Device ?? throw new WorkerStartException(reply?.Refused ?? $"the process that loaded '{_settings.Worker.Backend}' {_worker.Obituary()}");
        }
        catch (Exception e)
        {
            var told = _worker.NotUp(e, _settings.Worker.Backend, _settings.StartLimit);
            Drop();
            if (told is null)
                throw;
            throw told;
        }
    }

    private async Task<SpeedReply> Ask(SpeedRequest request, string what, CancellationToken cancellation)
    {
        var worker = _worker ?? throw new BenchFailedException("the process has ended");
        try
        {
            var reply = (await worker.Ask(new WorkerRequest { Speed = request }, _settings.CaseLimit, cancellation).ConfigureAwait(false))?.Speed;
            if (reply?.Fault is { } fault)
                throw new SuiteFaultException(what, fault);
            if (reply is null)
                throw Dead($"the process {worker.Obituary()}");
            return reply.Failed is { } failure ? throw Dead(failure) : reply;
        }
        catch (TimeoutException)
        {
            throw Dead($"no answer within {_settings.CaseLimit.TotalSeconds:0.###} s; the process was killed");
        }
        catch (JsonException e)
        {
            throw Dead($"TG-P-3: something else than the suite wrote to the worker's protocol channel: {e.Message}");
        }
    }

    private BenchFailedException Dead(string text)
    {
        Drop();
        return new BenchFailedException(text);
    }

    private void Drop()
    {
        _worker?.Dispose();
        _worker = null;
    }
}
