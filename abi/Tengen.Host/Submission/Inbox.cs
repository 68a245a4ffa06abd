// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using Tengen.Abi;
using Tengen.Host.Interop;

namespace Tengen.Host;

/// <summary>
/// Where a plugin's callbacks of one open device land. Callbacks come on any thread, also inside <c>execute</c>: they enqueue and wake
/// sleepers, and take no lock that is held across a plugin call. Threads of the host take out what came in.
/// </summary>
/// <param name="layer">The <c>tg_layer</c> that the host offers a layer, or 0.</param>
internal sealed unsafe class Inbox(nint layer = 0)
{
    private const int LogLines = 256;
    private readonly ConcurrentQueue<Report> _reports = new();
    private readonly ConcurrentQueue<LogLine> _log = new();
    private readonly Lock _pulseLock = new();
    private TaskCompletionSource? _pulse;
    private volatile bool _closed;
    private volatile Device? _watched;
    private int _pumpQueued;

    public nint Layer { get; } = layer;

    /// <summary>What was seen to be broken; written by any thread.</summary>
    public ConcurrentQueue<Violation> Violations { get; } = new();

    /// <summary>What was seen to be broken and is only to be reported, such as a leak; written by any thread.</summary>
    public ConcurrentQueue<Violation> Warnings { get; } = new();

    public IReadOnlyCollection<LogLine> Lines => _log;

    /// <summary>Keeps a line. An error or a warning that begins with an obligation's label is a violation: so a validation layer tells what it saw.</summary>
    public void Log(LogLine line)
    {
        if (line.Level is LogLevel.Error or LogLevel.Warning && Violation.Parse(line.Text) is { } violation)
            (line.Level == LogLevel.Error ? Violations : Warnings).Enqueue(violation);
        _log.Enqueue(line);
        while (_log.Count > LogLines && _log.TryDequeue(out _)) { }
    }

    public void Complete(nint queue, tg_completion* completion)
    {
        if (_closed)
        {
            Violations.Enqueue(new Violation("TG-P-23", "complete was called after device_close had returned"));
            return;
        }
        if (Reader.Table(out var told, completion) != Tg.TG_OK)
        {
            Violations.Enqueue(new Violation("TG-P-8", "complete was given no readable tg_completion"));
            return;
        }
        var end = told.status == Tg.TG_OK ? new Completion(Status.Ok) : new Completion(new Status(told.status), Utf8.Read(told.rule), Utf8.Read(told.text));
        _reports.Enqueue(new Report(queue, told.ticket, end));
        Pulse();
        if (_watched is { } device)
            RequestPump(device);
    }

    /// <summary>Has a thread of the pool take in what is and what will be reported, until <see cref="Unwatch"/>.</summary>
    public void Watch(Device device)
    {
        _watched = device;
        RequestPump(device);
    }

    public void Unwatch() => _watched = null;

    private void RequestPump(Device device)
    {
        if (Interlocked.Exchange(ref _pumpQueued, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(static device => device.Inbox.PumpNow(device), device, preferLocal: false);
    }

    private void PumpNow(Device device)
    {
        Volatile.Write(ref _pumpQueued, 0);
        device.Pump();
    }

    public bool TryTake(out Report report) => _reports.TryDequeue(out report);

    public bool IsEmpty => _reports.IsEmpty;

    public void Close() => _closed = true;

    /// <summary>Ends at the next <see cref="Pulse"/> after this call. Obtain it, look, then wait for it: nothing is missed.</summary>
    public Task NextPulse()
    {
        lock (_pulseLock)
            return (_pulse ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
    }

    /// <summary>Wakes every sleeper.</summary>
    public void Pulse()
    {
        TaskCompletionSource? pulse;
        lock (_pulseLock)
        {
            pulse = _pulse;
            _pulse = null;
        }
        pulse?.SetResult();
    }
}
