// SPDX-License-Identifier: Apache-2.0
namespace Tengen.Cli.Tests.Tutorials;

/// <summary>A fenced block of a page that its reader carries out: <c>sh</c>, <c>diff</c>, or <c>text</c>, what the commands before it print.</summary>
/// <param name="Line">Of the page, from 1, where the block begins.</param>
internal sealed record TutorialStep(string Kind, int Line, IReadOnlyList<string> Lines)
{
    private static readonly string[] Kinds = ["sh", "diff", "text"];

    /// <summary>The blocks of a Markdown page in order.</summary>
    /// <exception cref="FormatException">A block is of another kind, or does not end.</exception>
    public static IEnumerable<TutorialStep> Of(string[] page)
    {
        for (var i = 0; i < page.Length; i++)
        {
            if (!page[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(page, i + 1, line => line == "```");
            if (end < 0 || !Kinds.Contains(page[i][3..]))
                throw new FormatException($"line {i + 1}: '{page[i]}' is no step, or does not end");
            yield return new TutorialStep(page[i][3..], i + 1, page[(i + 1)..end]);
            i = end;
        }
    }
}
