// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Record = Tengen.Conformance.Zoo.Record;

namespace Tengen.Conformance.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="IsReached">A case that it was asked passes its position.</param>
/// <param name="Record">The cases that it was asked.</param>
internal sealed record Fate(Mutant Mutant, bool IsReached, Record Record)
{
    public bool IsKilled => Record.Kills.Any();

    /// <summary>The rule or verdict that killed it; a process that ran out of fuel (SIGXCPU, status 152) was endless.</summary>
    public string Killer => Record.Kills.First() is { Verdict: Verdict.Crash } crash
        ? crash.Text?.Contains("152", StringComparison.Ordinal) ?? false ? "endless" : "crash"
        : Record.Killer(Record.Kills.First());

    /// <summary>ONNX's own rule on the official cases of its operators says nothing against it.</summary>
    public bool PassesOnnxRule => Record.PassesOnnxRule;

    public bool MeetsOnnxRule => Record.OfficialAsked > 0;
}
