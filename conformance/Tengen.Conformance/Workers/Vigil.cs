// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Looks at a worker again and again while somebody waits for its answer, from one thread as long as the worker lives: a timer for each wait would wake a thread of a pool
/// every time, to find nothing. A wait that is to end goes on in that thread.
/// </summary>
internal sealed class Vigil : IDisposable
{
    /// <summary>What a dead process left in its pipes is read within this time; only a child that holds them open makes anybody wait for it.</summary>
    public static readonly TimeSpan Echo = TimeSpan.FromSeconds(3);

    private readonly object _gate = new();
    private readonly Process _process;
    private readonly ReplyReader _replies;
    private readonly Action _check;
    private readonly TimeSpan _pace;
    private Thread? _thread;
    private long _since;
    private TimeSpan _limit;
    private CancellationToken _cancellation;
    private (Task Awaited, long Since) _dead;
    private bool _disposed;

    /// <param name="process">The worker.</param>
    /// <param name="replies">Where its answers come from, and waits end.</param>
    /// <param name="pace">Time between two looks.</param>
    /// <param name="check">Called at each look; what it throws ends the wait.</param>
    public Vigil(Process process, ReplyReader replies, TimeSpan pace, Action check)
    {
        (_process, _replies, _pace, _check) = (process, replies, pace, check);
    }

    /// <summary>
    /// A request is about to be sent. From here on a wait ends by a <see cref="TimeoutException"/> when the limit has passed, by an <see cref="OperationCanceledException"/>
    /// when the run was cancelled, and as a closed channel when the process has ended.
    /// </summary>
    public void Begin(TimeSpan limit, CancellationToken cancellation)
    {
        lock (_gate)
        {
            (_since, _limit, _cancellation) = (Stopwatch.GetTimestamp(), limit, cancellation);
            if (_thread is not null || _disposed)
                return;
            _thread = new Thread(Watch) { IsBackground = true, Name = "tengen-vigil" };
            _thread.Start();
        }
    }

    /// <summary>Ends the looks; returns when none is going on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Watch()
    {
        while (true)
        {
            Task<byte[]?>? awaited;
            Exception? reason = null;
            bool over;
            lock (_gate)
            {
                if (!_disposed)
                    Monitor.Wait(_gate, Pause());
                if (_disposed)
                    return;
                awaited = _replies.Awaited;
                over = awaited is not null && IsOver(awaited, out reason);
            }
            if (over)
                _replies.GiveUp(awaited!, reason);
        }
    }

    private TimeSpan Pause()
    {
        var left = _limit - Stopwatch.GetElapsedTime(_since);
        return left > TimeSpan.Zero && left < _pace ? left : _pace;
    }

    private bool IsOver(Task<byte[]?> awaited, out Exception? reason)
    {
        reason = null;
        try
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Stopwatch.GetElapsedTime(_since) >= _limit)
                throw new TimeoutException();
            _check();
        }
        catch (Exception e) when (e is OperationCanceledException or TimeoutException or MemoryLimitException)
        {
            reason = e;
            return true;
        }
        if (!_process.HasExited)
            return false;
        if (_dead.Awaited != awaited)
            _dead = (awaited, Stopwatch.GetTimestamp());
        return Stopwatch.GetElapsedTime(_dead.Since) >= Echo;
    }
}
