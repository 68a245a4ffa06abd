// SPDX-License-Identifier: Apache-2.0
using System.Xml;

namespace Tengen.Conformance.Reports;

/// <summary>Text that came from a plugin or a file, fit for a document: what XML cannot hold, and control characters but newlines, become visible.</summary>
public static class PlainText
{
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.All(IsPlain))
            return text;
        return string.Concat(text.Select((letter, i) => IsPlain(letter) || IsPair(text, i) ? letter.ToString() : letter < 0x100 ? $"\\x{(int)letter:x2}" : $"\\u{(int)letter:x4}"));
    }

    private static bool IsPlain(char letter) => letter == '\n' || (!char.IsControl(letter) && XmlConvert.IsXmlChar(letter));

    private static bool IsPair(string text, int index) =>
        char.IsSurrogate(text[index])
        && ((index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1])) || (index > 0 && char.IsSurrogatePair(text[index - 1], text[index])));
}
