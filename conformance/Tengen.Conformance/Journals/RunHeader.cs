// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;

namespace Tengen.Conformance.Journals;

/// <summary>What was to be run, against what, under which conditions: all that a report says of a run before its first case.</summary>
public sealed record RunHeader
{
    /// <summary>The format that this build writes and reads.</summary>
    public const int CurrentFormat = 1;

    /// <summary>Version of the file's format; raised when a member is removed or changes its meaning, not when one is added.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The run measures speed: its file holds figures, and no verdict.</summary>
    public bool Speed { get; init; }

    /// <summary>The backend as the user named it; of a benchmark the first one, whose conditions hold for all that its record <c>bench</c> lists.</summary>
    public required string Backend { get; init; }

    /// <summary>Absolute path of the plugin, or <c>reference</c>.</summary>
    public required string Plugin { get; init; }

    /// <summary>Index of the device in the plugin.</summary>
    public required int DeviceIndex { get; init; }

    /// <summary>Device options in force.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>Absolute paths of the layers between suite and backend, the one called first.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>Goes into the seed of every case.</summary>
    public required string Nonce { get; init; }

    /// <summary>What follows backend and case on a <c>tengen repro</c> line to run it under the same conditions; empty under the default ones.</summary>
    public required string Conditions { get; init; }

    /// <summary>Version of the suite.</summary>
    public required string Suite { get; init; }

    /// <summary>Version of the cases: under another one the same id stands for other data.</summary>
    public required int CaseVersion { get; init; }

    /// <summary>Version of the ABI that the suite speaks.</summary>
    public required string Abi { get; init; }

    /// <summary>SHA-256 over the ids of the planned cases, joined by newlines.</summary>
    public required string PlanHash { get; init; }

    /// <summary>How many cases were planned.</summary>
    public required int Planned { get; init; }

    /// <summary>The profile that the run is to be judged by; absent when it is about what the backend declares.</summary>
    public string? Profile { get; init; }

    /// <summary>SHA-256 of the profile's file.</summary>
    public string? ProfileHash { get; init; }

    /// <summary>Absolute path of the folder of official ONNX cases; absent when the cases were generated.</summary>
    public string? OfficialCases { get; init; }

    /// <summary>The part of the plan that was to be run, <c>2/8</c>; absent when it was all.</summary>
    public string? Shard { get; init; }

    /// <summary>The plan is a fast look that shows conformance to nothing.</summary>
    public bool Smoke { get; init; }

    /// <summary>About 5% of the cases were to be repeated in an ordinary host.</summary>
    public bool Repeats { get; init; }

    /// <summary>When the run began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>The machine that it ran on.</summary>
    public required HostEnvironment Environment { get; init; }
}
