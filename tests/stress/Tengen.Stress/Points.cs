// SPDX-License-Identifier: Apache-2.0
using Tengen.Host;

namespace Tengen.Stress;

/// <summary>
/// One thread's timelines on one opened device. A gate holds a submission back that was submitted before its signal; a timeline a queue says
/// which of the thread's submissions there have ended. Owned by the thread.
/// </summary>
internal sealed class Points
{
    private readonly Timeline _gate;
    private readonly Timeline[] _ends;
    private readonly ulong[] _last;
    private ulong _open;
    private ulong _closed;

    public Points(Station station)
    {
        (Station, Generation) = (station, station.Generation);
        _gate = Timeline.Create(station.Device);
        _ends = [.. station.Device.Queues.Select(_ => Timeline.Create(station.Device))];
        _last = new ulong[_ends.Length];
    }

    public Station Station { get; }

    public int Generation { get; }

    /// <summary>A point that is reached by the next <see cref="Open"/>.</summary>
    public TimelinePoint Close() => new(_gate, ++_closed);

    /// <summary>Lets go what waits. Nothing that could wait lies between it and <see cref="Close"/>, so that no two threads wait for each other's gates.</summary>
    public void Open()
    {
        if (_open == _closed)
            return;
        _open = _closed;
        _gate.Signal(_open);
    }

    /// <summary>The end of the thread's next submission to the queue.</summary>
    public TimelinePoint End(int queue) => new(_ends[queue], ++_last[queue]);
}
