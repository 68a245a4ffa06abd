// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>What there is to say of a judged case, in plain text: the same words in every report.</summary>
public static class CaseSentence
{
    /// <summary>Verdict, rule and sentence in one line; what the verdict means where the case says nothing of its own.</summary>
    public static string Short(CaseResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return $"{result.Verdict.Name()}: {(result.Text is null && result.Rule is null ? VerdictText.Of(result.Verdict) : Reason(result))}";
    }

    /// <summary>Rule and sentence, the deciding element, the hint and the line that runs it again: each there is, a line each.</summary>
    public static IEnumerable<string> Lines(RunHeader header, CaseResult result)
    {
        if (result.Rule is not null || result.Text is not null)
            yield return Reason(result);
        if (result.Worst is { } worst)
            yield return Element(worst);
        if (result.Hint is { } hint)
            yield return $"hint: {hint}";
        if (result.Smallest is { } smallest)
            yield return $"smallest case that goes wrong alike: {smallest}";
        yield return $"again: {Again(header, result)}";
    }

    /// <summary>The deciding element with its tolerance.</summary>
    public static string Element(Mismatch worst) => string.Create(CultureInfo.InvariantCulture,
        $"output {worst.Output} at [{string.Join(',', worst.Index)}]: got {worst.Got:R}, want {worst.Want:R} +- {worst.Tolerance:G4}, err/bound {worst.Ratio:G4}; {worst.Rejected} of {worst.Elements} elements rejected{(worst.Pattern is { } pattern ? $": {pattern}" : "")}");

    /// <summary>The command line that runs a case again under the run's conditions.</summary>
    public static string Again(RunHeader header, string id) => $"tengen repro {ShellWord.Of(header.Backend)} '{id}'{header.Conditions}";

    /// <summary>The same for a bad one: its smallest relative where there is one, and through certify where only an ordinary host shows it.</summary>
    public static string Again(RunHeader header, CaseResult result)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(result);
        return result.Repeat?.First is null ? Again(header, result.Smallest ?? result.Case) : $"tengen certify {ShellWord.Of(header.Backend)} --filter '{result.Case}'{header.Conditions}";
    }

    private static string Reason(CaseResult result) => result.Rule is null ? result.Text ?? "" : result.Text is null ? result.Rule : $"{result.Rule}: {result.Text}";
}
