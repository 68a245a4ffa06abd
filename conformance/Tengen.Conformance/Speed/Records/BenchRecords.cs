// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Statistics;

namespace Tengen.Conformance.Speed.Records;

/// <summary>What a benchmark measured, under which conditions, and against which peaks.</summary>
public sealed record BenchRun
{
    /// <summary>What was measured, in the order named.</summary>
    public required IReadOnlyList<BenchBackend> Backends { get; init; }

    /// <summary>Name of the backend that ratios are against; null with one backend.</summary>
    public string? Baseline { get; init; }

    /// <summary>SHA-256 of the model whose parts the shapes are; null when they are cases.</summary>
    public string? ModelSha256 { get; init; }

    /// <summary>What the figures depend on and no backend decides.</summary>
    public required BenchEnvironment Environment { get; init; }

    /// <summary>SHA-256 over the suite's own assemblies; null when the file does not say.</summary>
    public string? SuiteSha256 { get; init; }

    /// <summary>The environment variables that workers were given, all of them; null when the file does not say.</summary>
    public IReadOnlyDictionary<string, string>? Variables { get; init; }

    /// <summary>Peaks of the host, by its own probes.</summary>
    public required MachinePeaks Host { get; init; }
}

/// <summary>A backend of the run.</summary>
/// <param name="Name">As the user named it.</param>
/// <param name="Path">Absolute path of the plugin.</param>
/// <param name="Sha256">Of the plugin's file.</param>
/// <param name="Device">Device and driver.</param>
/// <param name="Kind">cpu, gpu, npu, fpga or other.</param>
/// <param name="Simulated">Its speed means nothing, it says.</param>
/// <param name="Options">Device options.</param>
/// <param name="LaunchFloor">Seconds of its smallest program; null when it claims none of those asked for.</param>
/// <param name="FloorCase">Case id of that program.</param>
/// <param name="Peaks">Its own peaks; null where it computes on the host's processors.</param>
/// <param name="Identity">What the device says of itself; null when the file does not say.</param>
public sealed record BenchBackend(
    string Name, string Path, string Sha256, string Device, string Kind, bool Simulated, IReadOnlyDictionary<string, string> Options, double? LaunchFloor, string? FloorCase, MachinePeaks? Peaks, DeviceIdentity? Identity = null);

/// <summary>One shape on one backend under one condition: a line of the results file.</summary>
public sealed record BenchResult
{
    public const string Measured = "measured";

    /// <summary>The backend does not claim the graph.</summary>
    public const string Declined = "declined";

    /// <summary>The backend failed, crashed or hung.</summary>
    public const string Failed = "failed";

    /// <summary>Name of the backend.</summary>
    public required string Backend { get; init; }

    /// <summary>Case id.</summary>
    public required string Case { get; init; }

    /// <summary>Name of the set of shapes it belongs to.</summary>
    public required string Set { get; init; }

    /// <summary><c>warm</c> or <c>cold</c>.</summary>
    public required string Condition { get; init; }

    /// <summary><see cref="Measured"/>, <see cref="Declined"/> or <see cref="Failed"/>.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why it was declined, failed, or is not conclusive.</summary>
    public string? Text { get; init; }

    /// <summary>Seconds of one execution; null when nothing was measured.</summary>
    public Timing? Timing { get; init; }

    /// <summary>Whether its samples are those of a steady state; null when nothing was measured.</summary>
    public SteadyState? Steady { get; init; }

    /// <summary>Executions in a sample.</summary>
    public int Batch { get; init; }

    /// <summary>What the machine allows at best; null when nothing was measured.</summary>
    public Roofline? Roofline { get; init; }

    /// <summary>Processor time of the worker over wall time.</summary>
    public double? Busy { get; init; }

    /// <summary>Largest err/bound of the timed outputs that were judged; null when none was.</summary>
    public double? ErrOverBound { get; init; }

    /// <summary>Elements of the timed outputs that were judged.</summary>
    public long Judged { get; init; }

    /// <summary>What looks like cheating.</summary>
    public IReadOnlyList<BenchFinding> Findings { get; init; } = [];

    /// <summary>It did not fail, its judged outputs were right, and nothing looked like cheating.</summary>
    [JsonIgnore]
    public bool IsClean => Outcome != Failed && ErrOverBound is null or <= 1 && !Findings.Any(finding => finding.Suspicious);
}

/// <summary>Something that should not be.</summary>
/// <param name="Rule">Label of the rule.</param>
/// <param name="Text">One sentence with the figures.</param>
/// <param name="Suspicious">It fails the run; otherwise it only takes the claim away.</param>
public sealed record BenchFinding(string Rule, string Text, bool Suspicious);

/// <summary>Two backends on one shape: median of the baseline over that of the backend. Above 1 the backend is faster.</summary>
/// <param name="Case">Case id.</param>
/// <param name="Condition"><c>warm</c> or <c>cold</c>.</param>
/// <param name="Backend">Name of the backend.</param>
/// <param name="Baseline">Name of the baseline.</param>
/// <param name="Ratio">Of the medians.</param>
/// <param name="Low">Lower end of its interval, of 95 %.</param>
/// <param name="High">Upper end.</param>
/// <param name="Conclusive">Its interval is at most 2 % wide, and both were in a steady state.</param>
public sealed record BenchRatio(string Case, string Condition, string Backend, string Baseline, double Ratio, double Low, double High, bool Conclusive);
