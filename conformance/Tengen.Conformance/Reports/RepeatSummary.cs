// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Reports;

/// <summary>What repeating cases in an ordinary host came to.</summary>
/// <param name="Cases">Cases that were run again there.</param>
/// <param name="BitForBit">Of these, those that had answers to be held to the bits of the first run.</param>
/// <param name="Differ">Of these, those that came to something else.</param>
public sealed record RepeatSummary(int Cases, int BitForBit, int Differ)
{
    /// <summary>Null where none was.</summary>
    public static RepeatSummary? Of(IEnumerable<CaseResult> results)
    {
        var repeats = results.Select(result => result.Repeat).OfType<HostRepeat>().ToList();
        return repeats.Count == 0 ? null : new RepeatSummary(repeats.Count, repeats.Count(repeat => repeat.BitForBit > 0), repeats.Count(repeat => repeat.First is not null));
    }

    /// <summary>One line for a person.</summary>
    public string InWords() => $"{Number(Cases)} {(Cases == 1 ? "case" : "cases")} repeated in an ordinary host, {Number(Differ)} differ; {Number(BitForBit)} of them held bit for bit";

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
