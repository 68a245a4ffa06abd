// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Xml.Linq;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Reports;

/// <summary>The small forms of a run: table and badge.</summary>
public sealed class FormTests
{
    [Fact]
    public void The_table_is_the_published_one() => Snapshots.Match("mixed.csv", stream => CsvMatrix.Write(Runs.Mixed, stream));

    [Fact]
    public void The_badge_is_the_published_one() => Snapshots.Match("mixed.svg", stream => Badge.Write(Runs.Mixed, Summary.Of(Runs.Mixed), stream));

    [Fact]
    public void The_table_counts_every_case_once()
    {
        using var stream = new MemoryStream();
        CsvMatrix.Write(Runs.Mixed, stream);
        var rows = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.Equal(Runs.Mixed.Plan.Ids.Count, rows.Sum(row => int.Parse(row[2])));
        Assert.All(rows, row => Assert.Equal(int.Parse(row[2]), row.Skip(3).Take(Enum.GetValues<Verdict>().Length).Sum(int.Parse)));
    }

    [Theory]
    [InlineData(Verdict.Pass, "conformant")]
    [InlineData(Verdict.Fail, "not conformant")]
    [InlineData(Verdict.NotRun, "incomplete")]
    public void A_badge_says_what_the_run_came_to_and_its_words_fit(Verdict verdict, string word)
    {
        var run = Runs.Of([new CaseResult { Case = "Add/f32/a=1,b=1/uniform", Verdict = verdict }]);
        using var stream = new MemoryStream();
        Badge.Write(run, Summary.Of(run), stream);
        stream.Position = 0;
        var svg = XDocument.Load(stream).Root!;
        var text = svg.Descendants().Where(element => element.Name.LocalName == "text").ToList();
        Assert.Equal(word, text[1].Value);
        Assert.All(text, element => Assert.InRange((double)element.Attribute("x")! + (double)element.Attribute("textLength")!, 0, (double)svg.Attribute("width")! - 6));
    }
}
