// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Journals;

/// <summary>One line of the results file. Exactly one member is set.</summary>
public sealed record JournalRecord
{
    /// <summary>First line: what pins the run.</summary>
    public RunHeader? Run { get; init; }

    /// <summary>A case is about to be given to a worker.</summary>
    public string? Dispatch { get; init; }

    /// <summary>A case was judged.</summary>
    public CaseResult? Result { get; init; }
}

/// <summary>What was run, against what, through which layers, when, and the profile it is to be judged by.</summary>
public sealed record RunHeader(
    string Backend, string Suite, string Abi, string PlanHash, int Planned, string Nonce, DateTimeOffset Started, IReadOnlyDictionary<string, string> Options, IReadOnlyList<string> Layers,
    string? Profile = null, string? ProfileHash = null);
