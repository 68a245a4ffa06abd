// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;

namespace Tengen.Plugin;

/// <summary>The timelines that a submission waits for and signals: in use until it was reported.</summary>
internal sealed class TimelineUses(int signals)
{
    private readonly List<Timeline> _waits = [];
    private readonly List<SignalPoint> _signals = new(signals);

    public ReadOnlySpan<SignalPoint> Signals => CollectionsMarshal.AsSpan(_signals);

    public void AddWait(Timeline timeline) => _waits.Add(timeline);

    public void AddSignal(Timeline timeline, ulong value) => _signals.Add(new SignalPoint(timeline, value));

    public void Begin() => Count(1);

    /// <param name="signals">False when the submission was refused or lost: nobody may take its outputs for complete.</param>
    public void End(bool signals)
    {
        if (signals)
            foreach (var (timeline, value) in _signals)
                timeline.Advance(value);
        Count(-1);
    }

    private void Count(int change)
    {
        foreach (var timeline in _waits)
            timeline.CountUse(change);
        foreach (var (timeline, _) in _signals)
            timeline.CountUse(change);
    }
}
