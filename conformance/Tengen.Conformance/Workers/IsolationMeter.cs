// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Journals;

namespace Tengen.Conformance.Workers;

/// <summary>Adds up where the time of workers goes, and what the suite's own process takes meanwhile. Thread-safe.</summary>
internal sealed class IsolationMeter
{
    private readonly TimeSpan _before = Environment.CpuUsage.TotalTime;
    private readonly Lock _lock = new();
    private IsolationCost _cost = new(0, 0, 0, 0, 0);

    /// <summary>What was seen so far.</summary>
    public IsolationCost Cost
    {
        get
        {
            lock (_lock)
                return _cost with { SupervisorSeconds = (Environment.CpuUsage.TotalTime - _before).TotalSeconds };
        }
    }

    /// <summary>A process was brought up.</summary>
    public void Started(TimeSpan time)
    {
        lock (_lock)
            _cost = _cost with { Starts = _cost.Starts + 1, StartSeconds = _cost.StartSeconds + time.TotalSeconds };
    }

    /// <summary>A case was judged in a worker.</summary>
    public void Judged(double seconds)
    {
        lock (_lock)
            _cost = _cost with { CaseSeconds = _cost.CaseSeconds + seconds };
    }

    /// <summary>A place where cases run was given up.</summary>
    public void Closed(TimeSpan time)
    {
        lock (_lock)
            _cost = _cost with { WorkerSeconds = _cost.WorkerSeconds + time.TotalSeconds };
    }
}
