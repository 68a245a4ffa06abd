// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Repeats;

/// <summary>Holds what a run says of its repetitions against its files: the cases that the nonce draws were repeated, and their answers agree as the results say.</summary>
internal static class RepeatCheck
{
    /// <summary>What does not hold. Where the evidence file is gone, whoever computes verdicts says so, and nothing is compared.</summary>
    public static IEnumerable<VerificationFault> Of(RunFiles run)
    {
        if (!run.Header.Repeats)
            return [];
        var results = run.Planned.Select(run.Find).OfType<CaseResult>().ToList();
        var missing = run.End is null ? [] : RepeatDraw.Missing(run.Header, results)
            .Select(result => new VerificationFault(result.Case, "repeat.missing", "the nonce draws it to be run again in an ordinary host, and it was not"));
        return [.. missing, .. results.Where(result => result.Repeat is not null && File.Exists(run.EvidencePath)).Select(result => Fault(run, result)).OfType<VerificationFault>()];
    }

    private static VerificationFault? Fault(RunFiles run, CaseResult result)
    {
        try
        {
            var repeat = result.Repeat!;
            if (repeat is { First: not null, Evidence: null })
                return null;
            var first = run.EvidenceOf(result.Case);
            var comparison = RepeatComparison.Of(first, repeat.Evidence is { } digest ? run.EvidenceOf(result.Case, digest) : first);
            return comparison.BitForBit != repeat.BitForBit ? Wrong($"{comparison.BitForBit} answers can be held to bits, the result says {repeat.BitForBit}")
                : comparison.Text is { } text && repeat.First is null ? Wrong($"the result says that an ordinary host agrees, and {text}")
                : null;
        }
        catch (EvidenceException e)
        {
            return new VerificationFault(result.Case, e.Rule, $"of its repetition in an ordinary host: {e.Message}");
        }

        VerificationFault Wrong(string text) => new(result.Case, "repeat.figures", text);
    }
}
