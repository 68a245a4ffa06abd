// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Journals;
using Tengen.Conformance.Plans;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Reports.Pages;
using Tengen.Conformance.Verdicts;

namespace Tengen.Conformance.Tests.Reports;

public sealed partial class HtmlReportTests
{
    private static readonly string Text = Page(Runs.Mixed);
    private static readonly XElement Document = Parse(Text);

    [Fact]
    public void The_page_is_well_formed_whatever_a_plugin_says()
    {
        Assert.Equal("html", Document.Name.LocalName);
        Assert.DoesNotContain("<b>", Text, StringComparison.Ordinal);
        Assert.Contains("\\x1b[31m\"bad\" &amp; ]]&gt;", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_asks_nothing_of_a_network()
    {
        Assert.Contains("default-src 'none'", (string)Document.Descendants("meta").Single(meta => (string?)meta.Attribute("http-equiv") == "Content-Security-Policy").Attribute("content")!, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"https?://|url\(|@import|src=", Text);
        Assert.All(Document.Descendants("a"), link => Assert.StartsWith("#", (string)link.Attribute("href")!, StringComparison.Ordinal));
    }

    [Fact]
    public void The_verdict_comes_first_and_every_section_has_a_heading()
    {
        Assert.Equal("INCOMPLETE", Document.Descendants("h1").Single().Value);
        Assert.Equal("header", Document.Element("body")!.Elements().First().Name.LocalName);
        Assert.All(Document.Descendants("section"), section => Assert.Equal("h2", section.Elements().First().Name.LocalName));
    }

    [Fact]
    public void Every_case_is_there_and_every_link_leads_somewhere()
    {
        var anchors = Document.Descendants().Attributes("id").Select(id => id.Value).ToList();
        Assert.Equal(anchors.Count, anchors.Distinct().Count());
        Assert.All(Document.Descendants("a"), link => Assert.Contains(((string)link.Attribute("href")!)[1..], anchors));
        var rows = Section("cases").Descendants("tbody").SelectMany(body => body.Elements("tr").Skip(1).Select(row => row.Elements("td").First().Value)).Order(StringComparer.Ordinal);
        Assert.Equal(Runs.Mixed.Plan.Ids.Select(id => CaseName.Of(id).Rest).Order(StringComparer.Ordinal), rows);
    }

    [Fact]
    public void Gates_that_were_in_force_nowhere_are_listed_as_such()
    {
        var rows = Section("gates").Descendants("tr").Skip(1).ToDictionary(row => row.Element("th")!.Value, row => row.Element("td")!.Value);
        Assert.Equal("3", rows[Gate.Hard.Name]);
        Assert.Equal("not in force", rows[Gate.Repeatable.Name]);
        Assert.Equal(Gate.All.Count, rows.Count);
    }

    [Fact]
    public void Headings_go_down_one_level_at_a_time()
    {
        var levels = Document.Descendants().Select(element => element.Name.LocalName).Where(name => name is "h1" or "h2" or "h3").Select(name => name[1] - '0').ToList();
        Assert.Equal(1, levels[0]);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.InRange(pair.Second, 2, pair.First + 1));
    }

    [Fact]
    public void What_scrolls_has_a_name_and_takes_the_keyboard()
    {
        var regions = Document.Descendants("div").Where(div => (string?)div.Attribute("class") == "scroll").ToList();
        Assert.NotEmpty(regions);
        Assert.All(regions, region => Assert.True((string?)region.Attribute("tabindex") == "0" && region.Attribute("aria-label") is { Value.Length: > 0 }));
        Assert.All(Document.Descendants("svg"), drawing => Assert.NotEmpty(drawing.Element("title")!.Value));
    }

    [Fact]
    public void Failures_come_before_everything_else_and_a_cell_leads_to_them_over_its_cases()
    {
        Assert.Equal("failures", (string?)Document.Descendants("section").First().Attribute("id"));
        var told = Section("failures").Descendants("details").Attributes("id").Select(id => "#" + id.Value).ToList();
        Assert.Equal(told.Order(StringComparer.Ordinal), Section("cases").Descendants("a").Attributes("href").Select(link => link.Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_very_many_failures_some_of_each_kind_are_told()
    {
        var bad = Runs.Mixed.Results.First(result => result.Verdict == Verdict.Fail);
        var other = bad with { Case = "Add/f32/a=1,b=1/uniform", Rule = Gate.Statistical.Name };
        List<CaseResult> results = [.. Enumerable.Range(0, 500).Select(i => bad with { Case = $"MatMul/f32/a={i}x1,b=1x1/uniform" }), other];
        var page = Parse(Page(Runs.Mixed with { Plan = new CasePlan(results.Select(result => result.Case)), Results = results }));
        var kinds = page.Descendants("details").Where(details => (string?)details.Attribute("class") == "kind").ToList();
        Assert.Equal([100, 1], kinds.Select(kind => kind.Elements("details").Count()));
        Assert.Contains("500 cases", kinds[0].Element("summary")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_is_told_with_who_answers_for_it()
    {
        var bad = Runs.Mixed.Results.First(result => result.Verdict == Verdict.Fail);
        var waived = bad with { Verdict = Verdict.Waived, Waiver = new AppliedWaiver(Verdict.Fail, "A. Turing", "the next stepping mends it", new Uri("https://example.org/7"), new DateOnly(2030, 1, 2)) };
        var text = Page(Runs.Mixed with { Results = [.. Runs.Mixed.Results.Select(result => result.Case == bad.Case ? waived : result)] });
        foreach (var word in (string[])["A. Turing", "the next stepping mends it", "https://example.org/7", "2030-01-02"])
            Assert.Contains(word, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_case_shows_its_element_its_cause_and_how_to_run_it_again()
    {
        var shown = Section("failures").Elements("details").Elements("details").Select(details => details.Value).ToList();
        Assert.Equal(Runs.Mixed.Results.Count(result => !result.Verdict.IsAcceptable() && result.Verdict != Verdict.NotRun), shown.Count);
        foreach (var word in (string[])["got1.5", "want1.25", "tolerance0.02", "err/bound12.5", "output 0, [2, 3]", "34 of 35", "leaves out its last term", "tengen repro /opt/xylo/libxylo.so 'MatMul/f32/a=5x64,b=64x7/uniform' --option 'clock=low'"])
            Assert.Contains(word, shown[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_name_their_rows_and_columns() =>
        Assert.All(Document.Descendants("th"), heading => Assert.NotNull(heading.Attribute("scope")));

    [Fact]
    public void Everything_that_pins_the_run_is_there()
    {
        var header = Runs.Mixed.Header;
        foreach (var pin in (string[])[header.PlanHash, header.Nonce, header.Plugin, header.Environment.Cpu, header.Environment.Libc, "clock=low"])
            Assert.Contains(pin, Section("pins").Value, StringComparison.Ordinal);
    }

    private static XElement Section(string id) => Document.Descendants("section").Single(section => (string?)section.Attribute("id") == id);

    private static string Page(RecordedRun run)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(run, Summary.Of(run), [], stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XElement Parse(string text)
    {
        using var reader = XmlReader.Create(new StringReader(Doctype().Replace(text, "")));
        return XDocument.Load(reader).Root!;
    }

    [GeneratedRegex("^<!DOCTYPE html *>")]
    private static partial Regex Doctype();
}
