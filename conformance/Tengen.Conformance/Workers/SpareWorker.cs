// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>
/// Worker processes for all lanes of a run, one of them up before anybody needs it, so that a lost one costs no start. It has no backend loaded:
/// some devices can be opened only once. Thread-safe. Disposing ends the spare; those that were taken belong to who took them.
/// </summary>
internal sealed class SpareWorker(WorkerCommand command, long? memoryLimit) : IDisposable
{
    private readonly Lock _lock = new();
    private Task<WorkerProcess>? _spare;
    private WorkerProcess? _returned;
    private bool _disposed;

    /// <summary>Has a spare from here on.</summary>
    public void Prepare()
    {
        lock (_lock)
            if (!_disposed)
                _spare ??= Task.Run(StartAhead);
    }

    /// <summary>Takes a worker back that nobody needs any more, though it is well: settings bring up another subject in the place of the one it has.</summary>
    public void Return(WorkerProcess worker)
    {
        WorkerProcess? surplus = worker;
        lock (_lock)
            if (!_disposed && _returned is null)
                (_returned, surplus) = (worker, null);
        surplus?.Dispose();
    }

    /// <summary>Ends what was returned: whoever takes a worker from here on gets a fresh one.</summary>
    public void Drop()
    {
        WorkerProcess? returned;
        lock (_lock)
            (returned, _returned) = (_returned, null);
        returned?.Dispose();
    }

    /// <summary>What was returned, the spare, or a new process where there is none that lives; where there was one, the next is begun.</summary>
    /// <exception cref="WorkerStartException">The program cannot be run.</exception>
    public async Task<WorkerProcess> Take()
    {
        Task<WorkerProcess>? spare;
        lock (_lock)
        {
            if (_returned is { IsSpent: false } returned)
            {
                _returned = null;
                return returned;
            }
            spare = _spare;
            if (spare is not null)
                _spare = _disposed ? null : Task.Run(StartAhead);
        }
        if (spare is null)
            return Start();
        var worker = await spare.ConfigureAwait(false);
        if (!worker.IsSpent)
            return worker;
        worker.Dispose();
        return Start();
    }

    public void Dispose()
    {
        Task<WorkerProcess>? last;
        lock (_lock)
            (last, _spare, _disposed) = (_spare, null, true);
        Drop();
        try
        {
            last?.GetAwaiter().GetResult().Dispose();
        }
        catch (WorkerStartException)
        {
        }
    }

    private WorkerProcess StartAhead()
    {
        var worker = Start();
        worker.WarmUp();
        return worker;
    }

    private WorkerProcess Start() => new(command, memoryLimit);
}
