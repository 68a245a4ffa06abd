// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Commands;

/// <summary>What somebody who mistyped a word probably meant.</summary>
internal static class Closest
{
    /// <summary>The name fewest edits away, at most one for every three letters; null when there is none so close.</summary>
    public static string? To(string word, IEnumerable<string> names) =>
        names.Select(name => (Name: name, Edits: Edits(word.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.Edits <= Math.Max(1, word.Length / 3)).OrderBy(pair => pair.Edits).Select(pair => pair.Name).FirstOrDefault();

    /// <summary>Letters to insert, drop or replace, and neighbours to exchange. Source: Damerau 1964, as optimal string alignment.</summary>
    private static int Edits(string from, string to)
    {
        var table = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
            for (var j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }
                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
            }
        return table[from.Length, to.Length];
    }
}
