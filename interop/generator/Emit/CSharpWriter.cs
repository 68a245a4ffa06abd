// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Emit;

/// <summary>Text of one generated file: line feeds, four spaces a level, no trailing space.</summary>
/// <param name="documentation">Whether comments of the header are written.</param>
internal sealed partial class CSharpWriter(bool documentation)
{
    private readonly StringBuilder _text = new();
    private int _level;

    public CSharpWriter Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', 4 * _level).Append(text);
        }

        _text.Append('\n');
        return this;
    }

    public CSharpWriter Open(string head)
    {
        Line(head).Line("{");
        _level++;
        return this;
    }

    public CSharpWriter Close()
    {
        _level--;
        return Line("}");
    }

    /// <summary>Writes a comment as XML documentation: the first paragraph as summary, the rest as remarks.</summary>
    public CSharpWriter Doc(Doc doc)
    {
        if (doc.IsEmpty || !documentation)
        {
            return this;
        }

        Element("summary", doc.Paragraphs[0]);
        foreach (var paragraph in doc.Paragraphs.Skip(1))
        {
            Element("remarks", paragraph);
        }

        return this;
    }

    public override string ToString() => _text.ToString();

    private void Element(string name, IReadOnlyList<string> lines)
    {
        var escaped = lines.Select(l => Code().Replace(WebUtility.HtmlEncode(l).Replace("&#39;", "'", StringComparison.Ordinal), "<c>$1</c>")).ToList();
        if (escaped.Count == 1)
        {
            Line($"/// <{name}>{escaped[0]}</{name}>");
            return;
        }

        Line($"/// <{name}>");
        escaped.ForEach(l => Line("/// " + l));
        Line($"/// </{name}>");
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
