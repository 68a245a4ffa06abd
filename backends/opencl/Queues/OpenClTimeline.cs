// SPDX-License-Identifier: Apache-2.0
using Tengen.Backends.OpenCl.Devices;
using Tengen.Plugin;

namespace Tengen.Backends.OpenCl.Queues;

/// <summary>
/// A timeline as events that command queues wait for. A point that a submission which surely runs will signal is that submission's own
/// event; any other is a user event, which is set when the point is reached. Any thread; no driver call that could call back is made under
/// the lock.
/// </summary>
internal sealed class OpenClTimeline(Session session, ulong initial) : DeviceTimeline
{
    private readonly Lock _gate = new();
    private readonly List<(ulong Value, nint Event)> _gates = [];
    private readonly List<(ulong Value, nint Event)> _promised = [];
    private ulong _reached = initial;
    private bool _isReleased;

    /// <summary>The event to wait for; <see cref="EventWait.Nothing"/> when the point was reached.</summary>
    public EventWait At(ulong value)
    {
        lock (_gate)
        {
            if (_isReleased || value <= _reached)
                return EventWait.Nothing;
            if (_promised.FindIndex(point => point.Value >= value) is >= 0 and var promised)
                return EventWait.Shared(_promised[promised].Event, isSure: true);
            var gate = _gates.FindIndex(point => point.Value == value);
            if (gate < 0)
            {
                gate = _gates.Count;
                _gates.Add((value, Events.Make(session.Context)));
            }
            return EventWait.Shared(_gates[gate].Event, isSure: false);
        }
    }

    /// <summary>The end of <paramref name="end"/>, which nothing can hold up, will reach the value.</summary>
    public void Promise(ulong value, nint end)
    {
        lock (_gate)
        {
            if (_isReleased || value <= _reached)
                return;
            Events.Retain(end);
            _promised.Add((value, end));
        }
    }

    protected override void Reach(ulong value)
    {
        lock (_gate)
            _reached = value;
        Set(Take(_gates, value));
        Events.Release(Take(_promised, value));
    }

    protected override void Release()
    {
        lock (_gate)
            _isReleased = true;
        Set(Take(_gates, ulong.MaxValue));
        Events.Release(Take(_promised, ulong.MaxValue));
    }

    private List<nint> Take(List<(ulong Value, nint Event)> points, ulong value)
    {
        lock (_gate)
        {
            List<nint> taken = [.. points.Where(point => point.Value <= value).Select(point => point.Event)];
            points.RemoveAll(point => point.Value <= value);
            return taken;
        }
    }

    private static void Set(List<nint> gates)
    {
        gates.ForEach(Events.Set);
        Events.Release(gates);
    }
}
