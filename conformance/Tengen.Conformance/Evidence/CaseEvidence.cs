// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Contract;
using Tengen.Graph;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Evidence;

/// <summary>
/// What a device answered in one case: all that its verdict needs besides the case's id and the nonce, from which the inputs follow. One line of
/// the evidence file.
/// </summary>
/// <param name="Case">The case's id; first, so that a reader finds it without the rest.</param>
/// <param name="Gates">The gates that the process beside the device held it against; their outcome was observed and cannot be computed again.</param>
/// <param name="Runs">Every question in the order it was asked.</param>
public sealed record CaseEvidence(string Case, IReadOnlyList<string> Gates, IReadOnlyList<RunEvidence> Runs)
{
    /// <summary>Rule of a verdict that nothing shows.</summary>
    public const string Missing = "evidence.missing";

    /// <summary>Numbers decided, so there were outputs. Contract cases are about calls.</summary>
    /// <param name="result">As it was judged, before any waiver.</param>
    public static bool IsOwed(CaseResult result) =>
        result.Verdict is Verdict.Pass or Verdict.Fail or Verdict.Vacuous && !result.Case.StartsWith(ContractCase.Prefix, StringComparison.Ordinal);
}

/// <summary>One question and its answer: outputs under declared numerics, or a verdict with its rule and text.</summary>
public sealed record RunEvidence
{
    /// <summary>SHA-256 over operators, dtypes, dims and bytes of what was asked: a replay must ask the same.</summary>
    public required string Question { get; init; }

    /// <summary>The declared numerics that the outputs were judged under; null when there are no outputs.</summary>
    public Numerics? Numerics { get; init; }

    public IReadOnlyList<OutputEvidence>? Outputs { get; init; }

    /// <summary>Set where nothing ran to its end: <see cref="Verdict.Unsupported"/> when the backend declined, else what was broken.</summary>
    public Verdict? Refused { get; init; }

    public string? Rule { get; init; }

    public string? Text { get; init; }
}

/// <summary>One output tensor.</summary>
/// <param name="Type">Short name of its dtype.</param>
/// <param name="Dims">Its dims.</param>
/// <param name="Sha256">Of its bytes.</param>
/// <param name="Zlib">Its bytes, row-major, little-endian, as a zlib stream (RFC 1950).</param>
public sealed record OutputEvidence(DType Type, IReadOnlyList<long> Dims, string Sha256, byte[] Zlib);
