// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Tengen.Conformance.Certificates;
using Tengen.Conformance.Reports;
using Tengen.Conformance.Reports.Pages;
using Tengen.Conformance.Speed.Cheats;
using Tengen.Conformance.Speed.Records;
using Tengen.Conformance.Tests.Speed;

namespace Tengen.Conformance.Tests.Reports;

public sealed partial class SpeedSectionTests
{
    private const string First = "Add/f32/a=1,b=1/uniform", Second = "Relu/f32/x=8/uniform";
    private static readonly BenchReport Report = Benchmarks.Of(
        Benchmarks.Run(Benchmarks.Backend("base"), Benchmarks.Backend("<i>\u001b", 'b')),
        [
            Benchmarks.Figure("base", First, 2e-6), Benchmarks.Figure("base", First, 5e-6, "cold", conclusive: false),
            Benchmarks.Figure("<i>\u001b", First, 1e-6) with { Findings = [SpeedRule.Repeated.Broken("results are remembered")] },
            Benchmarks.Ended("<i>\u001b", Second, BenchResult.Failed, "it died"),
        ],
        [new BenchRatio(First, "warm", "<i>\u001b", "base", 2, 1.9, 2.1, false)]);

    [Fact]
    public void Beside_a_run_speeds_are_a_section_and_what_casts_doubt_comes_first()
    {
        var section = Section(Page(stream => HtmlReport.Write(Runs.Mixed, Summary.Of(Runs.Mixed), [Report], stream)));
        var doubts = section.Elements("ul").First().Elements("li").Select(item => item.Value).ToList();
        Assert.Contains(doubts, doubt => doubt.StartsWith("suspicious: <i>\\x1b Add", StringComparison.Ordinal) && doubt.Contains("speed.repeated", StringComparison.Ordinal));
        Assert.Contains(doubts, doubt => doubt.Contains("it died", StringComparison.Ordinal));
        Assert.Contains(doubts, doubt => doubt.Contains("not reached", StringComparison.Ordinal));
        Assert.Equal(3, section.Elements("svg").Count());
        Assert.Equal(["2.00", "no"], Row(section, "ratio").Where((_, i) => i is 3 or 5));
        Assert.Equal(["warm", "base", "2.00 us"], Row(section, "figure").Skip(1).Take(3));
        Assert.Contains("100 Gop/s by fma", section.Value, StringComparison.Ordinal);
        Assert.Contains(new string('b', 64), section.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Speeds_of_another_file_than_the_certified_one_are_called_so()
    {
        Assert.Contains("digests differ", Section(Page(stream => HtmlReport.Write(Certified('c'), Summary.Of(Runs.Mixed), [Report], stream))).Value, StringComparison.Ordinal);
        Assert.DoesNotContain("digests differ", Section(Page(stream => HtmlReport.Write(Certified('b'), Summary.Of(Runs.Mixed), [Report], stream))).Value, StringComparison.Ordinal);

        static Conformance.Journals.RecordedRun Certified(char digit) =>
            Runs.Mixed with { Pins = new RunPins { PluginSha256 = new string(digit, 64), SuiteSha256 = "", NonceOrigin = NonceOrigin.Daily, Variables = new Dictionary<string, string>() } };
    }

    [Fact]
    public void Benchmarks_alone_are_a_page_of_their_own_without_a_verdict()
    {
        var text = Page(stream => HtmlReport.Write([Report, Report], stream));
        Assert.DoesNotMatch(@"https?://|url\(|@import|src=", text);
        Assert.DoesNotContain("CONFORMANT", text, StringComparison.Ordinal);
        var document = Parse(text);
        Assert.Equal(["speed", "speed-2"], document.Descendants("section").Select(section => (string?)section.Attribute("id")));
    }

    private static IEnumerable<string> Row(XElement section, string table) =>
        section.Elements("details").Single(details => details.Element("summary")!.Value.Contains(table, StringComparison.Ordinal) && details.Descendants("table").Any()).Descendants("tbody").Single().Elements("tr").First().Elements().Select(cell => cell.Value);

    private static XElement Section(string page) => Parse(page).Descendants("section").Single(section => (string?)section.Attribute("id") == "speed");

    private static string Page(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static XElement Parse(string text) => XDocument.Parse(Doctype().Replace(text, "")).Root!;

    [GeneratedRegex("^<!DOCTYPE html *>")]
    private static partial Regex Doctype();
}
