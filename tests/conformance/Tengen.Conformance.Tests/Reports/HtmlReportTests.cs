// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Tengen.Conformance.Explanations;
using Tengen.Conformance.Journals;
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
    public void A_bad_case_shows_its_element_its_cause_and_how_to_run_it_again()
    {
        var shown = Section("worst").Elements("details").Select(details => details.Value).ToList();
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
