// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Workers;

/// <summary>How a run is conducted.</summary>
public sealed record SupervisorSettings
{
    public required WorkerCommand Command { get; init; }

    public required WorkerSettings Worker { get; init; }

    /// <summary>Processes that run cases at one time.</summary>
    public int Workers { get; init; } = Math.Max(1, Environment.ProcessorCount);

    /// <summary>Limit for one case; when it passes, the process is killed and the case is a hang.</summary>
    public TimeSpan CaseLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes that a worker may have resident; one that holds more is killed. Null: as many as there are.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>Limit for loading and opening the backend.</summary>
    public TimeSpan StartLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many cases of a run are worth a search for the case that has to run before them; bounds the time of a run that falls apart.</summary>
    public int OrderSearches { get; init; } = 32;

    /// <summary>Times a worker may die in a row before its first answer until the run is given up.</summary>
    public int StartAttempts { get; init; } = 3;

    /// <summary>Bad cases, each of another operator or rule, of which the smallest that goes wrong alike is looked for.</summary>
    public int Shrunk { get; init; }

    /// <summary>Cases are repeated in an ordinary host when the plan is through; needs evidence to be kept.</summary>
    public bool Repeats { get; init; }

    /// <summary>
    /// When a process is killed whose submission was to be cancelled after <paramref name="soft"/>: half as long again, two seconds at least, since
    /// the case needs time of its own before it submits and the device to be closed.
    /// </summary>
    public static TimeSpan HardLimit(TimeSpan soft) => soft + (soft / 2 > TimeSpan.FromSeconds(2) ? soft / 2 : TimeSpan.FromSeconds(2));
}
