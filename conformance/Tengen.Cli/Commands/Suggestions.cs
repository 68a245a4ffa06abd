// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using Tengen.Conformance.Execution;

namespace Tengen.Cli.Commands;

/// <summary>What the shells' scripts ask for: <c>tengen "[suggest:POSITION]" "LINE"</c> prints the words that may stand at a position of a line, one a line.</summary>
internal static class Suggestions
{
    private const string Before = "[suggest:";

    /// <summary>True when that is what the arguments ask for, and then it was printed.</summary>
    public static bool Print(RootCommand root, string[] args)
    {
        if (args is not [var asked, var line] || !asked.StartsWith(Before, StringComparison.Ordinal) || !int.TryParse(asked[Before.Length..].TrimEnd(']'), CultureInfo.InvariantCulture, out var position))
            return false;
        position = Math.Clamp(position, 0, line.Length);
        var word = line[..position][(line[..position].LastIndexOf(' ') + 1)..];
        var words = root.Parse(line[..position]).GetCompletions(position).Select(item => item.Label).Where(label => label.StartsWith(word, StringComparison.Ordinal) && label is not ("-h" or "-?" or "/h" or "/?")).Distinct().ToList();
        var options = words.Where(label => label.StartsWith('-')).ToList();
        foreach (var label in options.Count < words.Count && word.Length == 0 ? words.Except(options) : words)
            Console.Out.WriteLine(label);
        return true;
    }

    /// <summary>Case ids, a part up to the next slash at a time: there are thousands.</summary>
    public static IEnumerable<CompletionItem> Cases(CompletionContext context)
    {
        var word = context.WordToComplete;
        return CaseCatalogue.Ids.Where(id => id.StartsWith(word, StringComparison.Ordinal)).Select(id => id.IndexOf('/', word.Length) is var slash and >= 0 ? id[..(slash + 1)] : id).Distinct().Select(part => new CompletionItem(part));
    }

    /// <summary>Globs for all cases of an operator, or of an area of the contract.</summary>
    public static IEnumerable<CompletionItem> Globs(CompletionContext context) =>
        Cases(context).Select(item => new CompletionItem(item.Label.EndsWith('/') ? $"{item.Label}*" : item.Label));
}
