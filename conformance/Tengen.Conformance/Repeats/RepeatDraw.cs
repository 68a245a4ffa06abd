// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using Tengen.Conformance.Evidence;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Repeats;

/// <summary>
/// Which cases are repeated in an ordinary host. Each is drawn by itself, so that parts of a run draw what the whole would; nobody who does not know
/// the nonce can foresee it. Of few cases one is drawn.
/// </summary>
public static class RepeatDraw
{
    /// <summary>Share of the cases that were shown. Source: conformance rules, section 8.</summary>
    public const double Share = 0.05;

    /// <summary>The cases to repeat, in the order given.</summary>
    /// <param name="results">What became of the cases.</param>
    /// <param name="nonce">The run's.</param>
    public static IReadOnlyList<CaseResult> Of(IEnumerable<CaseResult> results, string nonce)
    {
        var shown = results.Where(IsShown).ToList();
        var drawn = shown.Where(result => Number(result.Case, nonce) < Share * ulong.MaxValue).ToList();
        return drawn.Count == 0 && shown.MinBy(result => Number(result.Case, nonce)) is { } least ? [least] : drawn;
    }

    /// <summary>The cases that are drawn and were not repeated; none where none was to be.</summary>
    public static IReadOnlyList<CaseResult> Missing(RunHeader header, IEnumerable<CaseResult> results)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Repeats ? [.. Of(results, header.Nonce).Where(result => result.Repeat is null)] : [];
    }

    /// <summary>The device left outputs and they were good: a case that is bad without it needs no other host.</summary>
    private static bool IsShown(CaseResult result) => HostRepeat.Undone(result) is { Evidence: not null, Verdict: Verdict.Pass or Verdict.Vacuous };

    private static ulong Number(string id, string nonce) => BinaryPrimitives.ReadUInt64BigEndian(CaseSample.Draw(id, nonce));
}
