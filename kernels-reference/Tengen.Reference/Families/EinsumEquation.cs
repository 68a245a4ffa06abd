// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Tengen.Reference.Families;

/// <summary>An Einstein summation: which label each axis of each operand and of the result carries. Source: ONNX Einsum-12; numpy.einsum.</summary>
internal sealed class EinsumEquation
{
    private const char FirstOfEllipsis = '\uE000';

    private EinsumEquation(ImmutableArray<string> operands, string result) => (Operands, Result) = (operands, result);

    /// <summary>One label per axis; those of an ellipsis are private characters, the same ones in every term.</summary>
    public ImmutableArray<string> Operands { get; }

    public string Result { get; }

    /// <summary>Labels that are summed over, in order of first appearance.</summary>
    public string Summed => new([.. Operands.SelectMany(term => term).Distinct().Where(label => !Result.Contains(label, StringComparison.Ordinal))]);

    public static bool IsOfEllipsis(char label) => label >= FirstOfEllipsis;

    /// <param name="equation">As in the attribute.</param>
    /// <param name="ranks">Ranks of the operands.</param>
    /// <exception cref="FormatException">The equation does not fit them.</exception>
    public static EinsumEquation Parse(string equation, params ReadOnlySpan<int> ranks)
    {
        var sides = equation.Replace(" ", "", StringComparison.Ordinal).Split("->");
        var terms = sides[0].Split(',');
        if (sides.Length > 2 || terms.Length != ranks.Length)
            throw new FormatException($"'{equation}' has {terms.Length} terms for {ranks.Length} operands");
        var widest = 0;
        for (var i = 0; i < terms.Length; i++)
            widest = terms[i].Contains("...", StringComparison.Ordinal) ? Math.Max(widest, ranks[i] - terms[i].Length + 3) : widest;
        var operands = ImmutableArray.CreateBuilder<string>(terms.Length);
        for (var i = 0; i < terms.Length; i++)
        {
            operands.Add(Expanded(terms[i], ranks[i] - terms[i].Length + 3, widest));
            if (operands[i].Length != ranks[i])
                throw new FormatException($"'{equation}': term '{terms[i]}' does not fit rank {ranks[i]}");
        }
        return new(operands.MoveToImmutable(), sides.Length == 2 ? Expanded(sides[1], widest, widest) : Implicit(sides[0].Replace("...", "", StringComparison.Ordinal), widest));
    }

    private static string Expanded(string term, int axes, int widest) =>
        term.Replace("...", new string([.. Enumerable.Range(widest - axes, Math.Max(0, axes)).Select(axis => (char)(FirstOfEllipsis + axis))]), StringComparison.Ordinal);

    private static string Implicit(string terms, int widest) =>
        Expanded("...", widest, widest) + new string([.. terms.Where(char.IsAsciiLetter).CountBy(label => label).Where(pair => pair.Value == 1).Select(pair => pair.Key).Order()]);
}
