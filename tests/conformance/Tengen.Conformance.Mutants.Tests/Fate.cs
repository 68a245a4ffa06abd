// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Verdicts;
using Record = Tengen.Conformance.Zoo.Record;

namespace Tengen.Conformance.Mutants;

/// <summary>What became of a mutant.</summary>
/// <param name="Mutant">The mutant.</param>
/// <param name="IsReached">A case that it was asked passes its position.</param>
/// <param name="Killer">The rule or verdict that killed it; null = it survives.</param>
/// <param name="Case">The case that did; null = it survives.</param>
/// <param name="Asked">How many cases of the suite it was asked.</param>
/// <param name="OfficialAsked">How many official cases of its operators were judged, until ONNX's own rule rejected one; 0 = none was, or it was not killed by values.</param>
/// <param name="OfficialAccepted">How many of them ONNX's own rule accepts.</param>
internal sealed record Fate(Mutant Mutant, bool IsReached, string? Killer, string? Case, int Asked, int OfficialAsked, int OfficialAccepted)
{
    public bool IsKilled => Killer is not null;

    /// <summary>ONNX's own rule on the official cases of its operators says nothing against it.</summary>
    public bool PassesOnnxRule => MeetsOnnxRule && OfficialAccepted == OfficialAsked;

    public bool MeetsOnnxRule => OfficialAsked > 0;

    public static Fate Of(Mutant mutant, bool isReached, Record record)
    {
        var kill = record.Kills.FirstOrDefault();
        return new(mutant, isReached, kill is null ? null : KillerOf(kill), kill?.Case, record.Asked, record.OfficialAsked, record.OfficialAccepted);
    }

    /// <summary>A process that ran out of fuel (SIGXCPU, status 152) was endless.</summary>
    private static string KillerOf(CaseResult kill) => kill.Verdict != Verdict.Crash ? Record.Killer(kill) : kill.Text?.Contains("152", StringComparison.Ordinal) ?? false ? "endless" : "crash";
}
