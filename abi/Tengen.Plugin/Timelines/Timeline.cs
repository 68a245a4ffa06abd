// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;

namespace Tengen.Plugin;

/// <summary>
/// A counter of one device (<c>tg.timeline/1</c>), kept on the host and told to <see cref="Native"/>. It only grows: the host signals it, or the
/// kit when a submission that names it has ended. Waits before the signal are legal; a lost device ends them. Any thread.
/// </summary>
public sealed class Timeline
{
    private readonly object _gate = new();
    private ulong _value;
    private int _uses;
    private bool _isLost;

    /// <param name="queue">Index of the queue whose tickets it counts; -1 = the host's own.</param>
    internal Timeline(Device owner, ulong initial, int queue)
    {
        (Owner, _value, Queue) = (owner, initial, queue);
        Native = owner.MakeTimeline(initial);
        Handle = Handles.Timelines.Add(this);
    }

    /// <summary>The device's half; null = the kit's threads wait.</summary>
    public DeviceTimeline? Native { get; }

    /// <summary>The value reached.</summary>
    public ulong Value
    {
        get
        {
            lock (_gate)
                return _value;
        }
    }

    internal Device Owner { get; }

    internal int Queue { get; }

    internal nuint Handle { get; }

    /// <summary>Pending submissions wait for it or signal it.</summary>
    internal bool IsInUse
    {
        get
        {
            lock (_gate)
                return _uses > 0;
        }
    }

    /// <summary>Sleeps until the value is reached.</summary>
    /// <param name="timeout"><see cref="System.Threading.Timeout.InfiniteTimeSpan"/> = for ever.</param>
    /// <returns>False: the time ran out first.</returns>
    /// <exception cref="PluginException">The device was lost first: <see cref="Status.DeviceLost"/>.</exception>
    public bool Wait(ulong value, TimeSpan timeout)
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            while (_value < value)
            {
                if (_isLost)
                    Owner.State.ThrowIfLost();
                var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - Stopwatch.GetElapsedTime(started);
                if (left <= TimeSpan.Zero && left != Timeout.InfiniteTimeSpan)
                    return false;
                Monitor.Wait(_gate, left == Timeout.InfiniteTimeSpan ? Timeout.Infinite : (int)Math.Ceiling(left.TotalMilliseconds));
            }
            return true;
        }
    }

    /// <summary>Sleeps on behalf of a submission, until the value is reached, the submission cancelled or the device lost.</summary>
    internal void WaitFor(ulong value, StoredSubmission waiting)
    {
        lock (_gate)
            while (_value < value && !_isLost && !waiting.IsCancelled)
                Monitor.Wait(_gate);
    }

    /// <summary>Raises the value; one that was reached already changes nothing. <see cref="DeviceState.Flush"/> follows, outside of all locks.</summary>
    internal void Advance(ulong value)
    {
        lock (_gate)
        {
            if (value <= _value)
                return;
            _value = value;
            Monitor.PulseAll(_gate);
        }
        if (Native is not null)
            Owner.State.Changed(this);
    }

    /// <summary>Tells the device's half how it stands.</summary>
    internal void Tell()
    {
        if (Volatile.Read(ref _isLost))
            Native!.Release();
        else
            Native!.Reach(Value);
    }

    /// <summary>Raises the value for the host.</summary>
    /// <exception cref="PluginException">It is not above the value reached.</exception>
    internal void Signal(ulong value)
    {
        lock (_gate)
        {
            if (value <= _value)
                throw new PluginException(Status.InvalidArgument, "kit:timeline", $"a signal of {value} on a timeline that stands at {_value}; values only grow");
            Advance(value);
        }
        Owner.State.Flush();
    }

    internal void Lose()
    {
        lock (_gate)
        {
            _isLost = true;
            Monitor.PulseAll(_gate);
        }
        if (Native is not null)
            Owner.State.Changed(this);
    }

    internal void Wake()
    {
        lock (_gate)
            Monitor.PulseAll(_gate);
    }

    internal void CountUse(int change)
    {
        lock (_gate)
            _uses += change;
    }
}
