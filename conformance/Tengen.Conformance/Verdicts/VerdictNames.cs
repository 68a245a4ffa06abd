// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;

namespace Tengen.Conformance.Verdicts;

/// <summary>The published names of the verdicts (<c>out-of-bounds</c>), and which of them a conformant backend may have.</summary>
public static class VerdictNames
{
    private static readonly FrozenDictionary<Verdict, string> Names =
        Enum.GetValues<Verdict>().ToFrozenDictionary(verdict => verdict, verdict => Dashed(verdict.ToString()));

    private static readonly FrozenDictionary<string, Verdict> Verdicts =
        Names.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    public static string Name(this Verdict verdict) => Names[verdict];

    public static bool TryParse(string name, out Verdict verdict) => Verdicts.TryGetValue(name, out verdict);

    /// <summary>Pass, unsupported and waived; vacuous only within the cap that <see cref="Reports.Summary"/> applies.</summary>
    public static bool IsAcceptable(this Verdict verdict) => verdict is Verdict.Pass or Verdict.Unsupported or Verdict.Waived or Verdict.Vacuous;

    private static string Dashed(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? "-" + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
