// SPDX-License-Identifier: Apache-2.0
using Tengen.Conformance.Explanations;

namespace Tengen.Conformance.Verdicts;

/// <summary>What came of a case when its questions were asked again in an ordinary host.</summary>
/// <param name="BitForBit">Answers that were held to the bits of the first run; 0 where none is promised to repeat.</param>
/// <param name="Evidence">SHA-256 of the repetition's own line in the evidence file, lower-case hex; null where it computed the very same, so that the line of the first run holds both.</param>
/// <param name="First">What the case had come to before; null where the repetition agrees.</param>
public sealed record HostRepeat(int BitForBit, string? Evidence = null, FirstOutcome? First = null)
{
    /// <summary>The result without what a repetition made of it.</summary>
    public static CaseResult Undone(CaseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (result.Repeat is not { } repeat)
            return result;
        var alone = result with { Repeat = null, Gates = [.. result.Gates.Where(gate => gate != Gate.Host.Name)] };
        return repeat.First is { } first ? alone with { Verdict = first.Verdict, Rule = first.Rule, Text = first.Text, Hint = first.Hint, Worst = first.Worst } : alone;
    }
}

/// <summary>What a case had come to before a repetition changed it; the members are those of the result.</summary>
public sealed record FirstOutcome(Verdict Verdict, string? Rule, string? Text, string? Hint, Mismatch? Worst)
{
    public static FirstOutcome Of(CaseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new FirstOutcome(result.Verdict, result.Rule, result.Text, result.Hint, result.Worst);
    }
}
