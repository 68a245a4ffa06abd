// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Speed.Measuring;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Workers;

/// <summary>
/// Supervisor to worker, one JSON line. The first request carries the settings or asks for a description, every later one a case; settings
/// again bring up another subject in the place of the last.
/// </summary>
public sealed record WorkerRequest
{
    public WorkerSettings? Settings { get; init; }

    public DescribeRequest? Describe { get; init; }

    /// <summary>Before the first request: the process will wait for it, and may use the time to get ready. There is no reply.</summary>
    public bool? WarmUp { get; init; }

    public string? Case { get; init; }

    /// <summary>In place of settings and cases: speed is measured.</summary>
    public SpeedRequest? Speed { get; init; }
}

/// <summary>Asks what a plugin offers, through layers.</summary>
public sealed record DescribeRequest(string Path, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Layers);

/// <summary>Worker to supervisor, one JSON line for each request.</summary>
public sealed record WorkerReply
{
    /// <summary>Answer to the settings: the device is open.</summary>
    public string? Ready { get; init; }

    /// <summary>With <see cref="Ready"/>: what the device says of itself; null of what is no device behind the ABI.</summary>
    public DeviceIdentity? Identity { get; init; }

    /// <summary>Answer to the settings or the question: the backend could not be loaded or opened, and why.</summary>
    public string? Refused { get; init; }

    /// <summary>Answer to the question.</summary>
    public DeviceReport[]? Devices { get; init; }

    /// <summary>Answer to a case.</summary>
    public CaseResult? Result { get; init; }

    /// <summary>Answer to a case: its line of the evidence file, when evidence is kept and the device computed something.</summary>
    public byte[]? Evidence { get; init; }

    /// <summary>Answer to a case: the suite itself failed, and how.</summary>
    public string? Fault { get; init; }

    /// <summary>Answer to a request about speed.</summary>
    public SpeedReply? Speed { get; init; }
}
