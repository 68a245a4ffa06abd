// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Xml;

namespace Tengen.Conformance.Reports;

/// <summary>
/// Text that came from a plugin or a file, fit for a document and a terminal: what XML cannot hold, control characters but newlines, and letters that are not
/// seen and turn or join others (bidirectional marks, zero widths, separators of lines) become visible.
/// </summary>
public static class PlainText
{
    private const int LongestLine = 300;

    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.All(IsPlain))
            return text;
        return string.Concat(text.Select((letter, i) => IsPlain(letter) || IsPair(text, i) ? letter.ToString() : letter < 0x100 ? $"\\x{(int)letter:x2}" : $"\\u{(int)letter:x4}"));
    }

    /// <summary>The same in one line that is no longer than <paramref name="most"/> letters: a name.</summary>
    public static string Line(string text, int most = LongestLine)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = Of(text.Length > most ? text[..most] + "..." : text).Replace("\n", "\\x0a", StringComparison.Ordinal);
        return line.Length > most ? $"{line[..most].TrimEnd('.')}..." : line;
    }

    private static bool IsPlain(char letter) => letter == '\n' || (!char.IsControl(letter) && XmlConvert.IsXmlChar(letter) && !IsUnseen(letter));

    private static bool IsUnseen(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static bool IsPair(string text, int index) =>
        char.IsSurrogate(text[index])
        && ((index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1])) || (index > 0 && char.IsSurrogatePair(text[index - 1], text[index])));
}
