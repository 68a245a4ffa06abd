// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Inventory;
using Tengen.Conformance.Verdicts;
using Tengen.Graph;

namespace Tengen.Conformance.Certificates;

/// <summary>What a certificate says beyond pass or fail, and everything it is tied to.</summary>
public sealed record CertificateClaims
{
    /// <summary>What is not proved.</summary>
    public const string Caveat =
        "Recomputing the verdicts from the evidence proves arithmetic, not that a device produced the outputs. Verdicts about calls, memory and processes were observed and cannot be recomputed.";

    /// <summary>The profile, or <c>declared</c> when it is about what the backend declares.</summary>
    public required string Profile { get; init; }

    /// <summary>What was judged: single operators, not whole networks.</summary>
    public string Level { get; init; } = "operators";

    /// <summary><c>default</c> when every result was judged under the strictest reading, <c>declared</c> when the backend declares anything looser or else.</summary>
    public required string NumericsClass { get; init; }

    /// <summary>The declarations in use, operators and dtypes left out, each once.</summary>
    public required IReadOnlyList<Numerics> Numerics { get; init; }

    /// <summary>The weakest class that was declared, D0 to D4, and none above the last one whose gate was in force.</summary>
    public required string DeterminismClass { get; init; }

    /// <summary>The letter of every set of shapes that was measured, with the roof where it is the device's own; <c>not measured</c> without a benchmark.</summary>
    public string SpeedTier { get; init; } = "not measured";

    /// <summary>What the tiers follow from; null without a benchmark.</summary>
    public SpeedClaims? Speed { get; init; }

    public required IReadOnlyDictionary<string, int> Verdicts { get; init; }

    /// <summary>Cases that the suite could not look at, whatever the backend would have done, by the reason: they came out as unsupported.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> NotLookedAt { get; init; }

    /// <summary>The failures that do not count, by case.</summary>
    public required IReadOnlyDictionary<string, AppliedWaiver> Waived { get; init; }

    /// <summary>The gates in force; one that is absent was not.</summary>
    public required IReadOnlyList<string> Gates { get; init; }

    public required double VacuousShare { get; init; }

    public required double WorstErrOverBound { get; init; }

    public required long Elements { get; init; }

    public required string Suite { get; init; }

    public required int CaseVersion { get; init; }

    public required string Abi { get; init; }

    /// <summary>Merkle root of the results file, evidence included by digest.</summary>
    public required string MerkleRoot { get; init; }

    /// <summary>Device and driver, as the backend names them.</summary>
    public required string Device { get; init; }

    /// <summary>Driver, firmware and stepping among it, as far as the device says.</summary>
    public DeviceIdentity? Identity { get; init; }

    public required int DeviceIndex { get; init; }

    public required IReadOnlyDictionary<string, string> Options { get; init; }

    public required IReadOnlyList<string> Layers { get; init; }

    public required HostEnvironment Environment { get; init; }

    /// <summary>All environment variables that workers were given.</summary>
    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string Nonce { get; init; }

    public required NonceOrigin NonceOrigin { get; init; }

    /// <summary>The issuer's envelope as JSON text.</summary>
    public string? IssuedNonce { get; init; }

    /// <summary>Files that were seen mapped into the processes that ran the backend.</summary>
    public required IReadOnlyList<MappedModule> Modules { get; init; }

    /// <summary>Who ran it, in the signer's own words; nobody checked them.</summary>
    public required string SelfDeclaredBy { get; init; }

    public required DateTimeOffset Started { get; init; }

    public required DateTimeOffset Finished { get; init; }

    public required DateTimeOffset Signed { get; init; }

    public string NotProved { get; init; } = Caveat;
}
