// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Backends.Cpu.Operators;

/// <summary>
/// An equation of Einsum, its ellipses spelt out. A label is a letter, or below 0 a dim of the ellipsis, -1 for its last one: broadcasting
/// aligns them from the right. Source: ONNX Einsum.
/// </summary>
/// <param name="Terms">The labels of each operand.</param>
internal sealed record EinsumEquation(ImmutableArray<int[]> Terms, int[] Output)
{
    /// <summary>Null, and what is wrong, where the text is no equation of operands of these ranks.</summary>
    public static EinsumEquation? Parse(string text, int[] ranks, out string problem)
    {
        problem = "";
        var sides = text.Replace(" ", "").Split("->");
        var words = sides[0].Split(',');
        if (sides.Length > 2 || words.Length != ranks.Length)
            problem = $"'{text}' does not have {ranks.Length} terms and at most one arrow";
        else if (words.Concat(sides.Skip(1)).FirstOrDefault(word => word.Replace("...", "") is var letters && (letters.Length < word.Length - 3 || !letters.All(char.IsAsciiLetter))) is { } odd)
            problem = $"'{odd}' is not made of letters and at most one ellipsis";
        if (problem.Length > 0)
            return null;
        var terms = words.Select((word, i) => Spell(word, ranks[i])).ToImmutableArray();
        for (var i = 0; i < terms.Length; i++)
            if (terms[i].Length != ranks[i])
                problem = $"'{words[i]}' does not name the {ranks[i]} dims of operand {i}";
        var ellipsis = -terms.SelectMany(labels => labels).DefaultIfEmpty().Min();
        int[] output = sides.Length > 1
            ? Spell(sides[1], sides[1].Replace("...", "").Length + Math.Max(ellipsis, 0))
            : [.. Dims(ellipsis), .. terms.SelectMany(labels => labels).Where(label => label > 0).GroupBy(label => label).Where(group => group.Count() == 1).Select(group => group.Key).Order()];
        if (output.Distinct().Count() != output.Length || output.Except(terms.SelectMany(labels => labels)).Any())
            problem = $"'{text}' repeats a label of its output or makes one up";
        return problem.Length > 0 ? null : new EinsumEquation(terms, output);
    }

    private static int[] Spell(string word, int rank)
    {
        var at = word.IndexOf("...", StringComparison.Ordinal);
        return at < 0
            ? [.. word.Select(letter => (int)letter)]
            : [.. word[..at].Select(letter => (int)letter), .. Dims(rank - (word.Length - 3)), .. word[(at + 3)..].Select(letter => (int)letter)];
    }

    private static IEnumerable<int> Dims(int count) => Enumerable.Range(0, Math.Max(count, 0)).Select(i => i - count);
}
