// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Plugin;

/// <summary>
/// Makes a device asynchronous: one thread runs the submissions of one queue in order. The device says <see cref="DeviceFlags.Async"/>,
/// and <see cref="Device.Submit"/> posts:
/// <code>
/// public override Submitted Submit(Program? program, in Submission submission) => _queue.Post(program, in submission);
/// protected override void EndWork() => _queue.Dispose();
/// protected override void Dispose(bool disposing) => _queue.Dispose();
/// </code>
/// It honours waits on other queues and on timelines: the device may declare <see cref="DeviceFlags.Waits"/>. Steady work allocates nothing.
/// </summary>
public sealed class WorkerQueue : IDisposable
{
    private readonly object _gate = new();
    private readonly Device _device;
    private readonly StoredSubmission[] _ring;
    private readonly Thread _thread;
    private int _head;
    private int _count;
    private bool _stopping;

    /// <param name="device">Whose <see cref="OpenRequest.Queues"/> has the queue.</param>
    /// <param name="queue">Index of the queue.</param>
    public WorkerQueue(Device device, int queue)
    {
        ArgumentNullException.ThrowIfNull(device);
        _device = device;
        var request = device.Request.Queues[queue];
        _ring = new StoredSubmission[device.Info.Queues[request.Kind].MaxPending];
        for (var i = 0; i < _ring.Length; i++)
            _ring[i] = new StoredSubmission();
        _thread = new Thread(Work) { IsBackground = true, Name = $"{device.Info.Name} {(request.Name.Length > 0 ? request.Name : $"queue {queue}")}" };
        _thread.Start();
    }

    /// <summary>Copies what the submission needs and returns at once.</summary>
    public Submitted Post(Program? program, in Submission submission)
    {
        lock (_gate)
        {
            Free().Store(program, in submission);
            return Posted();
        }
    }

    /// <summary>The same for a copy, which <see cref="Device.Transfer"/> carries out in its turn.</summary>
    public Submitted Post(in CopySubmission copy)
    {
        lock (_gate)
        {
            Free().Store(in copy);
            return Posted();
        }
    }

    /// <summary>Keeps a submission from starting. True when it is here, even if it already runs.</summary>
    public bool Cancel(ulong ticket)
    {
        lock (_gate)
        {
            for (var i = 0; i < _count; i++)
            {
                var stored = _ring[(_head + i) % _ring.Length];
                if (stored.Ticket != ticket)
                    continue;
                stored.Cancel();
                return true;
            }
            return false;
        }
    }

    /// <summary>Lets the running submission finish, fails the others as lost and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_stopping)
                return;
            _stopping = true;
            Monitor.PulseAll(_gate);
        }
        _thread.Join();
        foreach (var stored in _ring)
            stored.Free();
    }

    private StoredSubmission Free() => _stopping || _count == _ring.Length
        ? throw new InvalidOperationException("A submission was posted to a worker that is full or stopped.")
        : _ring[(_head + _count) % _ring.Length];

    private Submitted Posted()
    {
        _count++;
        Monitor.PulseAll(_gate);
        return Submitted.Pending;
    }

    private void Work()
    {
        SignalMask.BlockAll();
        while (Next() is { } stored)
        {
            var completion = stored.Completion;
            var failure = Run(stored);
            lock (_gate)
            {
                stored.Clear();
                _head = (_head + 1) % _ring.Length;
                _count--;
            }
            if (failure is null)
                completion.Succeed();
            else
                completion.Fail(failure);
        }
    }

    private StoredSubmission? Next()
    {
        lock (_gate)
        {
            while (_count == 0 && !_stopping)
                Monitor.Wait(_gate);
            return _count > 0 ? _ring[_head] : null;
        }
    }

    private Exception? Run(StoredSubmission stored)
    {
        try
        {
            if (Volatile.Read(ref _stopping))
                return new PluginException(Status.DeviceLost, "TG-P-23", "the device was closed before this submission started");
            stored.WaitFor(_device);
            _device.State.ThrowIfLost();
            if (stored.IsCancelled)
                return new PluginException(Status.Cancelled, "kit:cancel", "cancelled before it started");
            stored.Run(_device);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
