// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Journals;

/// <summary>One line of the results file. Exactly one member is set, but for those that go with <see cref="Dispatch"/>.</summary>
public sealed record JournalRecord
{
    /// <summary>First line: what was to be run, under which conditions.</summary>
    public RunHeader? Run { get; init; }

    /// <summary>Second line: the ids of the planned cases, or of the shapes of a benchmark, in order; <see cref="RunHeader.PlanHash"/> is over them.</summary>
    public IReadOnlyList<string>? Plan { get; init; }

    /// <summary>The first worker has the backend open.</summary>
    public DeviceOpened? Opened { get; init; }

    /// <summary>What ties the run to files and conditions outside it.</summary>
    public RunPins? Pins { get; init; }

    /// <summary>A file was seen mapped into a worker for the first time.</summary>
    public MappedModule? Module { get; init; }

    /// <summary>A case is about to be given to a worker.</summary>
    public string? Dispatch { get; init; }

    /// <summary>With <see cref="Dispatch"/>: id of the worker's process.</summary>
    public int? Worker { get; init; }

    /// <summary>With <see cref="Dispatch"/>: when. The case's own doings are later, those of the process's earlier cases earlier.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>A case was judged. Of two results of one case the later one counts.</summary>
    public CaseResult? Result { get; init; }

    /// <summary>A worker was lost, or misbehaved and went on.</summary>
    public Incident? Incident { get; init; }

    /// <summary>Of a benchmark: what it measured, under which conditions, and against which peaks.</summary>
    public BenchRun? Bench { get; init; }

    /// <summary>A shape was measured on a backend.</summary>
    public BenchResult? Speed { get; init; }

    /// <summary>Two backends were compared on a shape.</summary>
    public BenchRatio? Ratio { get; init; }

    /// <summary>A run that was interrupted or killed is taken up again: when.</summary>
    public DateTimeOffset? Resumed { get; init; }

    /// <summary>Last line of a run that its supervisor ended. A file without it was cut off, or is still being written.</summary>
    public RunEnd? End { get; init; }
}
