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
    private bool _disposed;

    /// <summary>Has a spare from here on.</summary>
    public void Prepare()
    {
        lock (_lock)
            if (!_disposed)
                _spare ??= Task.Run(StartAhead);
    }

    /// <summary>The spare, or a new process where there is none that lives; where there was one, the next is begun.</summary>
    /// <exception cref="WorkerStartException">The program cannot be run.</exception>
    public async Task<WorkerProcess> Take()
    {
        Task<WorkerProcess>? spare;
        lock (_lock)
        {
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
