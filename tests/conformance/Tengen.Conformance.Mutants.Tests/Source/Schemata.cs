// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;

namespace Tengen.Conformance.Mutants.Source;

/// <summary>
/// A file with all of its mutants in it: an expression becomes a choice between what it was and what it may be, by the number of the mutant that
/// is alive. Source: R. H. Untch, A. J. Offutt, M. J. Harrold, Mutation analysis using mutant schemata, 1993.
/// </summary>
internal static class Schemata
{
    public static string Of(string text, IEnumerable<Mutant> mutants)
    {
        var edits = new List<(int At, int Order, string Text)>();
        foreach (var place in mutants.GroupBy(mutant => (mutant.Start, mutant.End, mutant.IsStatement)))
        {
            var (start, end, isStatement) = place.Key;
            var choices = place.Select(mutant => isStatement ? $"mutant({mutant.Number}) ? (void)({mutant.Replacement}) : " : $"mutant({mutant.Number}) ? ({mutant.Replacement}) : ");
            var depth = 2 * (end - start) + (isStatement ? 1 : 0);
            edits.Add((start, -depth, $"({string.Concat(choices)}{(isStatement ? "(void)" : "")}("));
            edits.Add((end, -1_000_000_000 + depth, "))"));
        }
        var mutated = new StringBuilder("#include \"mutants.h\"\n");
        var at = 0;
        foreach (var edit in edits.OrderBy(edit => edit.At).ThenBy(edit => edit.Order))
        {
            mutated.Append(CultureInfo.InvariantCulture, $"{text.AsSpan(at, edit.At - at)}{edit.Text}");
            at = edit.At;
        }
        return mutated.Append(text.AsSpan(at)).ToString();
    }
}
