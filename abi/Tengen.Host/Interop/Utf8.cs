// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Tengen.Host.Interop;

/// <summary>Texts of the other side: bounded, decoded leniently, control characters made visible.</summary>
internal static unsafe class Utf8
{
    /// <summary>Longest text that is believed; what is longer is cut.</summary>
    public const int Longest = 1 << 20;

    /// <summary>Reads up to a NUL or <paramref name="capacity"/> bytes. NULL gives the empty string.</summary>
    public static string Read(byte* text, int capacity = Longest)
    {
        if (text == null)
            return "";
        var length = 0;
        while (length < capacity && text[length] != 0)
            length++;
        return Visible(Encoding.UTF8.GetString(text, length));
    }

    /// <summary>As <see cref="Read"/>, with NULL as null.</summary>
    public static string? ReadOrNull(byte* text) => text == null ? null : Read(text);

    private static string Visible(string text)
    {
        if (!text.Any(IsHidden))
            return text;
        var visible = new StringBuilder(text.Length);
        foreach (var character in text)
            if (IsHidden(character))
                visible.Append($"\\u{(int)character:x4}");
            else
                visible.Append(character);
        return visible.ToString();
    }

    private static bool IsHidden(char character) => char.IsControl(character) && character is not ('\n' or '\t');
}
