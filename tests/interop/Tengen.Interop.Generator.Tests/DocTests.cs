// SPDX-License-Identifier: Apache-2.0
using Tengen.Interop.Generator.Model;

namespace Tengen.Interop.Generator.Tests;

public sealed class DocTests
{
    [Theory]
    [InlineData("/** One line. */", "One line.")]
    [InlineData("/**< Behind. */", "Behind.")]
    [InlineData("/// Line one.\n/// Line two.", "Line one.|Line two.")]
    [InlineData("/**\n * One,\n * still one.\n *\n * Two.\n */", "One,|still one.||Two.")]
    [InlineData("/** @brief Said. */", "Said.")]
    [InlineData("/**\n   No stars,\n   two lines.\n */", "No stars,|two lines.")]
    [InlineData("/** */", "")]
    [InlineData("", "")]
    public void A_comment_becomes_paragraphs_of_lines(string comment, string expected) =>
        Assert.Equal(expected, string.Join("||", Doc.Parse(comment).Paragraphs.Select(p => string.Join('|', p))));
}
