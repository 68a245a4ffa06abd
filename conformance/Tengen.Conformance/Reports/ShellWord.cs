// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Conformance.Reports;

/// <summary>Words of a line that somebody is going to paste into a shell.</summary>
public static class ShellWord
{
    /// <summary>The word as it is where a shell leaves it so, else in single quotes. Source: POSIX.1-2017, Shell Command Language, 2.2 Quoting.</summary>
    public static string Of(string word) => word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || "_-./:,+=@%".Contains(letter)) ? word : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
