// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    /// <summary>Drawn for this request: the reply repeats it.</summary>
    public string? Seal { get; init; }

    /// <summary>In place of settings and cases: speed is measured.</summary>
    public SpeedRequest? Speed { get; init; }
}

/// <summary>Asks what a plugin offers, through layers.</summary>
public sealed record DescribeRequest(string Path, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Layers);

/// <summary>Worker to supervisor, one JSON line for each request, and behind one that names evidence the evidence.</summary>
public sealed record WorkerReply
{
    /// <summary>That of the request.</summary>
    public string? Seal { get; init; }

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

    /// <summary>Answer to a case, when evidence is kept and the device computed something: SHA-256, lower-case hex, of the line that follows the reply.</summary>
    public string? EvidenceDigest { get; init; }

    /// <summary>That line, which goes into the evidence file as it is.</summary>
    [JsonIgnore]
    public byte[]? Evidence { get; private init; }

    /// <summary>Answer to a case: the suite itself failed, and how.</summary>
    public string? Fault { get; init; }

    /// <summary>Answer to a request about speed.</summary>
    public SpeedReply? Speed { get; init; }

    /// <summary>The reply with its evidence, if there is any.</summary>
    public WorkerReply With(byte[]? evidence) => this with { Evidence = evidence, EvidenceDigest = evidence is null ? null : DigestOf(evidence) };

    /// <summary>The reply with the line that came behind it.</summary>
    /// <exception cref="JsonException">It is not what the reply names.</exception>
    public WorkerReply Followed(byte[] line) => DigestOf(line) == EvidenceDigest ? this with { Evidence = line } : throw new JsonException("what followed the reply is not the evidence that it names");

    private static string DigestOf(byte[] line) => Convert.ToHexStringLower(SHA256.HashData(line));
}
