// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Tests;

namespace Tengen.Conformance.Tests;

/// <summary>Whatever rule the suite prints, <c>tengen explain</c> tells.</summary>
public sealed partial class LabelTests
{
    private static readonly string[] Extensions = ["json", "jsonl", "zip", "onnx"];

    [Fact]
    public void Every_label_in_the_sources_is_explained_and_every_explained_one_is_in_the_sources()
    {
        var explained = Label.All.Select(label => label.Name).Concat(Gate.All.Select(gate => gate.Name)).Concat(SpeedRule.All.Select(rule => rule.Name)).ToHashSet(StringComparer.Ordinal);
        var families = explained.Select(name => name[..name.IndexOf('.')]).ToHashSet(StringComparer.Ordinal);
        var used = Repository.Files.Where(file => file.StartsWith("conformance/", StringComparison.Ordinal) && file.EndsWith(".cs", StringComparison.Ordinal) && !file.EndsWith("/Label.cs", StringComparison.Ordinal))
            .SelectMany(file => Name().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value))
            .Where(name => families.Contains(name[..name.IndexOf('.')]) && !Extensions.Contains(name[(name.IndexOf('.') + 1)..])).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(used.Except(explained));
        Assert.Empty(explained.Except(used));
    }

    [Fact]
    public void Labels_are_distinct_and_say_what_to_do()
    {
        Assert.Equal(Label.All.Count, Label.All.DistinctBy(label => label.Name).Count());
        Assert.All(Label.All, label => Assert.True(label.Rule.EndsWith('.') && label.Next.Length > 0));
        Assert.Same(Label.All[0], Label.Find(Label.All[0].Name));
        Assert.Null(Label.Find("limit.nothing"));
    }

    [GeneratedRegex("\"([a-z]+\\.[a-z][a-z-]+)\"")]
    private static partial Regex Name();
}
