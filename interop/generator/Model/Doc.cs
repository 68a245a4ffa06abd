// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Tengen.Interop.Generator.Model;

/// <summary>A documentation comment: paragraphs of lines, delimiters and decoration removed.</summary>
internal sealed partial record Doc(IReadOnlyList<IReadOnlyList<string>> Paragraphs)
{
    public static readonly Doc None = new([]);

    public bool IsEmpty => Paragraphs.Count == 0;

    /// <summary>Reads <c>/** */</c>, <c>/**&lt; */</c>, <c>///</c> and <c>//!</c> comments; other comments are plain text with their delimiters stripped.</summary>
    public static Doc Parse(string comment)
    {
        var paragraphs = new List<IReadOnlyList<string>>();
        var current = new List<string>();
        foreach (var raw in Opening().Replace(Closing().Replace(comment.ReplaceLineEndings("\n"), ""), "").Split('\n'))
        {
            var line = Brief().Replace(Decoration().Replace(raw, "").Trim(), "");
            if (line.Length > 0)
            {
                current.Add(line);
            }
            else if (current.Count > 0)
            {
                paragraphs.Add(current);
                current = [];
            }
        }

        if (current.Count > 0)
        {
            paragraphs.Add(current);
        }

        return paragraphs.Count == 0 ? None : new Doc(paragraphs);
    }

    [GeneratedRegex(@"\A\s*(/\*[*!]?<?|//[/!]?<?)")]
    private static partial Regex Opening();

    [GeneratedRegex(@"\s*\*/\s*\z")]
    private static partial Regex Closing();

    [GeneratedRegex(@"^\s*(\*(?!\S*\*)|//[/!]?<?)\s?")]
    private static partial Regex Decoration();

    [GeneratedRegex(@"^[@\\](brief|details)\s+")]
    private static partial Regex Brief();
}
