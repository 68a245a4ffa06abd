// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tengen.Cli.Tests;

/// <summary>The part of YAML that the project's manifest uses: block mappings and sequences, plain and quoted scalars, sequences on one line, literal blocks. Anything else fails.</summary>
internal sealed partial class Yaml
{
    private readonly List<(int Indent, string Text)> _lines;
    private int _at;

    private Yaml(string text) => _lines = [.. text.Split('\n').Select(line => (line.Length - line.TrimStart(' ').Length, line.Trim()))];

    public static JsonNode Parse(string text)
    {
        var yaml = new Yaml(text);
        yaml.Skip();
        var node = yaml.Block(0);
        Assert.True(yaml._at == yaml._lines.Count, $"line {yaml._at + 1} belongs to nothing");
        return node;
    }

    private void Skip()
    {
        while (_at < _lines.Count && (_lines[_at].Text.Length == 0 || _lines[_at].Text[0] == '#'))
            _at++;
    }

    private bool IsAt(int indent) => _at < _lines.Count && _lines[_at].Indent == indent;

    private JsonNode Block(int indent) => _lines[_at].Text.StartsWith("- ", StringComparison.Ordinal) ? Sequence(indent) : Mapping(indent);

    private JsonArray Sequence(int indent)
    {
        var items = new JsonArray();
        while (IsAt(indent) && _lines[_at].Text.StartsWith("- ", StringComparison.Ordinal))
        {
            var item = _lines[_at].Text[2..];
            _lines[_at] = (indent + 2, item);
            items.Add(Pair().IsMatch(item) ? Mapping(indent + 2) : Value(item, indent));
        }
        return items;
    }

    private JsonObject Mapping(int indent)
    {
        var members = new JsonObject();
        while (IsAt(indent))
        {
            var pair = Pair().Match(_lines[_at].Text);
            Assert.True(pair.Success, $"line {_at + 1} is no member: {_lines[_at].Text}");
            members.Add(pair.Groups[1].Value, Value(pair.Groups[2].Value, indent));
        }
        return members;
    }

    /// <summary>Of the line it is at, which ends with <paramref name="text"/>; goes on to the next that says something.</summary>
    private JsonNode Value(string text, int indent)
    {
        _at++;
        if (text == "|")
            return Literal(indent);
        Skip();
        if (text.Length > 0)
            return Scalar(text);
        Assert.True(_at < _lines.Count && _lines[_at].Indent > indent, $"line {_at + 1}: a member has no value");
        return Block(_lines[_at].Indent);
    }

    private string Literal(int indent)
    {
        var (lines, depth) = (new List<string>(), _lines[_at].Indent);
        for (; _at < _lines.Count && (_lines[_at].Indent > indent || _lines[_at].Text.Length == 0); _at++)
            lines.Add(new string(' ', Math.Max(0, _lines[_at].Indent - depth)) + _lines[_at].Text);
        return string.Join('\n', lines).TrimEnd('\n') + "\n";
    }

    private static JsonNode Scalar(string text) => text switch
    {
        ['"', ..] => JsonNode.Parse(text)!,
        ['[', .. var inner, ']'] => new JsonArray([.. inner.Split(',', StringSplitOptions.TrimEntries).Select(Scalar)]),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        _ => text.Any(letter => "{}&*!>'\"\t#".Contains(letter, StringComparison.Ordinal)) ? throw new NotSupportedException(text) : text,
    };

    [GeneratedRegex(@"^([A-Za-z]+):(?: (.+))?$")]
    private static partial Regex Pair();
}
