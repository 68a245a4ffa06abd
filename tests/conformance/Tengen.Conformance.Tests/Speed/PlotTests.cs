// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;
using Tengen.Conformance.Speed.Plots;
using Tengen.Conformance.Speed.Records;

namespace Tengen.Conformance.Tests.Speed;

public sealed class PlotTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly BenchBackend Backend = Benchmarks.Backend("<b&>\u001b");

    [Fact]
    public void The_roofline_has_a_mark_a_shape_one_in_the_legend_and_words_that_are_text()
    {
        var drawing = XDocument.Parse(RooflinePlot.Draw(Report(1, 2), Backend).ToString());
        var marks = drawing.Descendants(Svg + "path").Select(mark => mark.Element(Svg + "title")!.Value).ToList();
        Assert.Equal(["Add/f32/a=0,b=0/uniform", "Add/f32/a=1,b=1/uniform", "f32"], marks.Select(title => title.Split(':')[0]));
        Assert.Contains(drawing.Descendants(Svg + "text"), text => text.Value.StartsWith("<b&>\\x1b", StringComparison.Ordinal));
        Assert.Contains(drawing.Descendants(Svg + "text"), text => text.Value == "f32 100 Gop/s");
    }

    [Fact]
    public void What_loses_stands_on_top()
    {
        var drawing = XDocument.Parse(RatioPlot.Draw(Report(2, 0.5)).ToString());
        Assert.Equal(["0.50 (0.45 .. 0.55)", "2.00 (1.80 .. 2.20)"], drawing.Descendants(Svg + "title").Select(title => title.Value));
    }

    [Fact]
    public void Nothing_measured_is_drawn_as_nothing() => Assert.Contains("nothing was measured", RooflinePlot.Draw(Report(), Backend).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_csv_row_quotes_what_needs_it_and_runs_no_formula()
    {
        var report = Report(1);
        var row = BenchCsv.Of(report with { Results = [report.Results[0] with { Backend = "=1,\"2\"" }] }).Split("\r\n")[1];
        Assert.StartsWith("\"'=1,\"\"2\"\"\",\"Add/f32/a=0,b=0/uniform\",", row, StringComparison.Ordinal);
        Assert.Equal(BenchCsv.Of(report).Split("\r\n")[0].Count(letter => letter == ','), BenchCsv.Of(Report(1)).Split("\r\n")[1].Replace("a=0,b=0", "", StringComparison.Ordinal).Count(letter => letter == ','));
    }

    private static BenchReport Report(params double[] ratios) => Benchmarks.Of(
        Benchmarks.Run(Benchmarks.Backend("base"), Backend),
        [.. ratios.Select((ratio, i) => Benchmarks.Figure(Backend.Name, $"Add/f32/a={i},b={i}/uniform", ratio))],
        [.. ratios.Select((ratio, i) => new BenchRatio($"Add/f32/a={i},b={i}/uniform", "warm", Backend.Name, "base", ratio, 0.9 * ratio, 1.1 * ratio, false))]);
}
