// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Serialization;
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Speed.Rooflines;
using Tengen.Conformance.Speed.Tiers;

namespace Tengen.Conformance.Certificates;

/// <summary>What a certificate says of speed, and what that follows from.</summary>
public sealed record SpeedClaims
{
    /// <summary>The roof of a device on the host's processors.</summary>
    public const string HostProbes = "probes of the suite on the host's processors";

    /// <summary>The roof of any other device.</summary>
    public const string OwnPrograms = "programs of known work on the device itself: no independent peak, a tier says how even the device is and not how good";

    /// <summary>What is not proved.</summary>
    public const string Caveat =
        "The times are the word of whoever measured: samples are not kept and nobody can compute a time again. What is computed again is the work of every shape, every limit, score and tier.";

    /// <summary>By name of the set of shapes.</summary>
    public required IReadOnlyDictionary<string, SetTier> Sets { get; init; }

    /// <summary><see cref="HostProbes"/> or <see cref="OwnPrograms"/>.</summary>
    public required string Roof { get; init; }

    /// <summary>The peaks that scores are held against, each with what gave it.</summary>
    public required MachinePeaks Peaks { get; init; }

    /// <summary>The machine.</summary>
    public required HostEnvironment Environment { get; init; }

    /// <summary>What figures depend on beside it.</summary>
    public required BenchEnvironment Conditions { get; init; }

    /// <summary>All environment variables that workers were given.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    /// <summary>Merkle root of the benchmark's file.</summary>
    public required string MerkleRoot { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public string NotProved { get; init; } = Caveat;

    /// <summary>The letters in one line.</summary>
    [JsonIgnore]
    public string Text => SpeedTiers.TextOf(Sets, Roof == OwnPrograms);
}
