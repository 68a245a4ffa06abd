// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Tests;

namespace Tengen.Architecture;

/// <summary>The table of obligations at the end of the header, and everything that cites it.</summary>
public sealed partial class ObligationTests
{
    private const string Header = "abi/include/tengen/tengen.h";
    private static readonly string[] Citing = [".cs", ".c", ".h", ".md"];

    private static List<Match> Table => [.. Row().Matches(Repository.Read(Header)).Cast<Match>()];

    [Theory]
    [InlineData("P")]
    [InlineData("H")]
    public void Numbers_run_from_one_without_gaps(string side)
    {
        var numbers = Table.Where(row => row.Groups["side"].Value == side).Select(row => int.Parse(row.Groups["number"].Value)).ToList();
        Assert.NotEmpty(numbers);
        Assert.Equal(Enumerable.Range(1, numbers.Count), numbers);
    }

    [Fact]
    public void Every_obligation_has_a_rule_and_a_consequence() =>
        Assert.All(Table, row => Assert.Matches(@"^\S.* \| \S.*$", row.Groups["text"].Value));

    [Fact]
    public void Every_citation_names_an_obligation_that_exists()
    {
        var known = Table.Select(row => $"TG-{row.Groups["side"].Value}-{row.Groups["number"].Value}").ToHashSet();
        var dangling = Repository.Files
            .Where(file => Citing.Contains(Path.GetExtension(file)))
            .SelectMany(file => Citation().Matches(Repository.Read(file)).Select(match => (file, match.Value)))
            .Where(citation => !known.Contains(citation.Value))
            .Distinct();
        Assert.Empty(dangling);
    }

    [GeneratedRegex(@"^ \* TG-(?<side>[PH])-(?<number>\d+) +(?<who>[LSVN])  (?<text>.*)$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"TG-[PH]-\d+")]
    private static partial Regex Citation();
}
