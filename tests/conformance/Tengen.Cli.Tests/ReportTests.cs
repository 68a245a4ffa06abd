// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Xml.Linq;
using Tengen.Tests;

namespace Tengen.Cli.Tests;

/// <summary>From a real run's results file to every report of it, and from two of them to what changed.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tengen-report-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_results_file_is_as_published_and_the_source_of_every_report()
    {
        var certified = (await Certify("a", "cpu")).Exits(0);
        var schema = new JsonSchema(Repository.Read("docs/schema/results.schema.json"));
        Assert.All(File.ReadLines(InFolder("a/results.jsonl")), line => Assert.Empty(schema.Errors(line)));

        var report = (await Tool.Run("report", InFolder("a"), "--json", "-", "--html", InFolder("p.html"), "--junit", InFolder("j.xml"), "--csv", InFolder("m.csv"), "--badge", InFolder("b.svg"))).Exits(0);
        Assert.Equal(certified.Output, report.Output);
        using var outcome = JsonDocument.Parse(report.Output);
        Assert.Equal(outcome.RootElement.GetProperty("planned").GetInt32(), (int)XDocument.Load(InFolder("j.xml")).Root!.Attribute("tests")!);
        Assert.StartsWith("<!DOCTYPE html", File.ReadAllText(InFolder("p.html")), StringComparison.Ordinal);
        Assert.Contains("conformant", File.ReadAllText(InFolder("b.svg")), StringComparison.Ordinal);
        Assert.Contains("Relu,f32,", File.ReadAllText(InFolder("m.csv")), StringComparison.Ordinal);
        Assert.Contains("CONFORMANT cpu", (await Tool.Run("report", InFolder("a/results.jsonl"))).Exits(0).Output, StringComparison.Ordinal);
        Assert.Contains("holds the results of an earlier run", (await Certify("a", "cpu")).Exits(2).Errors, StringComparison.Ordinal);

        await ABrokenRunIsARegression();
        await ADamagedFileIsNamed();
    }

    [Fact]
    public async Task What_is_no_results_file_is_refused_by_line()
    {
        Assert.Contains("line 1", (await Tool.Run("report", Repository.PathOf("README.md"))).Exits(2).Errors, StringComparison.Ordinal);
        Assert.Contains("nowhere", (await Tool.Run("diff", InFolder("nowhere"), InFolder("nowhere"))).Exits(2).Errors, StringComparison.Ordinal);
    }

    private async Task ABrokenRunIsARegression()
    {
        Assert.Contains("nothing changed", (await Tool.Run("diff", InFolder("a"), InFolder("a"))).Exits(0).Output, StringComparison.Ordinal);
        var file = File.ReadAllText(InFolder("a/results.jsonl"));
        Write("b/results.jsonl", file.Replace("\"verdict\":\"pass\"", "\"verdict\":\"fail\"", StringComparison.Ordinal));
        var diff = (await Tool.Run("diff", InFolder("a"), InFolder("b"), "--json", "-")).Exits(8);
        using var json = JsonDocument.Parse(diff.Output);
        Assert.Equal(json.RootElement.GetProperty("common").GetInt32(), json.RootElement.GetProperty("regressions").GetInt32());
        (await Tool.Run("diff", InFolder("b"), InFolder("a"))).Exits(0);
    }

    private async Task ADamagedFileIsNamed()
    {
        var lines = File.ReadAllLines(InFolder("a/results.jsonl"));
        Write("cut/results.jsonl", string.Join('\n', lines[..^3]) + "\n" + lines[^3][..20]);
        var cut = (await Tool.Run("report", InFolder("cut"))).Exits(0);
        Assert.Contains("was cut off", cut.Errors, StringComparison.Ordinal);
        Assert.Contains("INCOMPLETE", cut.Output, StringComparison.Ordinal);
        lines[4] = lines[4][..20];
        Write("torn/results.jsonl", string.Join('\n', lines));
        Assert.Contains("line 5", (await Tool.Run("report", InFolder("torn"))).Exits(2).Errors, StringComparison.Ordinal);
    }

    private Task<ToolRun> Certify(string folder, string backend) => Tool.Run("certify", backend, "--filter", "Relu/f32/*", "--results", InFolder(folder), "--json", "-");

    private string InFolder(string name) => Path.Combine(_folder, name);

    private void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(InFolder(name))!);
        File.WriteAllText(InFolder(name), text);
    }
}
